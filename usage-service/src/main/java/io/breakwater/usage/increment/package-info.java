/** Taking an increment in: its form, its identity, its answer. */
@NullMarked
package io.breakwater.usage.increment;

import org.jspecify.annotations.NullMarked;
