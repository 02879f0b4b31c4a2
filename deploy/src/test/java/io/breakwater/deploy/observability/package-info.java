/** Rules and dashboards: what they ask for is what the services tell. */
@NullMarked
package io.breakwater.deploy.observability;

import org.jspecify.annotations.NullMarked;
