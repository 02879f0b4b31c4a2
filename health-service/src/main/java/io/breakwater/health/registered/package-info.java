/** Dependencies that an operator registers: kept, checked at a fixed rate, components like all others. */
@NullMarked
package io.breakwater.health.registered;

import org.jspecify.annotations.NullMarked;
