/** Forgetting a person. */
@NullMarked
package io.breakwater.usage.erasure;

import org.jspecify.annotations.NullMarked;
