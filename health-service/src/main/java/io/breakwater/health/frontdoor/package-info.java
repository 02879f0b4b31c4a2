/** The suite's public paths at one address, as the Ingress has them in Kubernetes. */
@NullMarked
package io.breakwater.health.frontdoor;

import org.jspecify.annotations.NullMarked;
