/** What fails next: how trouble spreads along who needs whom. */
@NullMarked
package io.breakwater.health.cascade;

import org.jspecify.annotations.NullMarked;
