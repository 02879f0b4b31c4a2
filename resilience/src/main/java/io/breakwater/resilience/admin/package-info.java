/** What an operator can do to one instance. */
@NullMarked
package io.breakwater.resilience.admin;

import org.jspecify.annotations.NullMarked;
