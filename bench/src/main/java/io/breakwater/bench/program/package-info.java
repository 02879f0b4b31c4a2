/** Programs of others that services are compared with, there for as long as a benchmark takes. */
@NullMarked
package io.breakwater.bench.program;

import org.jspecify.annotations.NullMarked;
