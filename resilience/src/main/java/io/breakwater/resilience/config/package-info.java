/** Settings: the documents' environment names become configuration here, and what several rooms share is read here. */
@NullMarked
package io.breakwater.resilience.config;

import org.jspecify.annotations.NullMarked;
