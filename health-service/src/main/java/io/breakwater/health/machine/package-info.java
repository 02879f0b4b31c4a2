/** The machine: memory, CPU and disk. */
@NullMarked
package io.breakwater.health.machine;

import org.jspecify.annotations.NullMarked;
