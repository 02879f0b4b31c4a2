/**
 * The connection below the requests: what is no request yet, or never becomes one, is answered or cut off here, because
 * the server itself would answer without a word or wait for ever.
 */
@NullMarked
package io.breakwater.resilience.wire;

import org.jspecify.annotations.NullMarked;
