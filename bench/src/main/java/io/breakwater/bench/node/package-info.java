/** Programs of Node.js that services are compared with, installed by npm for as long as a benchmark takes. */
@NullMarked
package io.breakwater.bench.node;

import org.jspecify.annotations.NullMarked;
