/** Who may do what: the operator, callers with a key, and bearers of tokens. */
@NullMarked
package io.breakwater.resilience.access;

import org.jspecify.annotations.NullMarked;
