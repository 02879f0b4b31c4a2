/** The service as its callers see it. */
@org.jspecify.annotations.NullMarked
package io.breakwater.aireply;
