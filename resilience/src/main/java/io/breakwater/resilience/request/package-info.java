/** What happens to every request before a resource sees it: its trace, its deadline, its limits, its turn. */
@NullMarked
package io.breakwater.resilience.request;

import org.jspecify.annotations.NullMarked;
