/** Servers by hand, which take little of the machine that they share with what is measured. */
@NullMarked
package io.breakwater.bench.server;

import org.jspecify.annotations.NullMarked;
