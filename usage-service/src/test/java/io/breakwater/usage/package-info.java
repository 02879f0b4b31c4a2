/** What usage-service promises, tried over HTTP against real stores. */
@NullMarked
package io.breakwater.usage;

import org.jspecify.annotations.NullMarked;
