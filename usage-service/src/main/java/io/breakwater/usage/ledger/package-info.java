/** How many events were taken in, and what became of them. */
@NullMarked
package io.breakwater.usage.ledger;

import org.jspecify.annotations.NullMarked;
