/** Tests of io.breakwater.resilience.cache. */
@org.jspecify.annotations.NullMarked
package io.breakwater.resilience.cache;
