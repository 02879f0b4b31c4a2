/** Who and where: the platforms and the ids of users, as every path and body of the suite accepts them. */
@NullMarked
package io.breakwater.resilience.identity;

import org.jspecify.annotations.NullMarked;
