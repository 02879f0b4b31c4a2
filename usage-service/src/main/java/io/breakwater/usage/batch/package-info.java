/** Taking many increments in at once, as CloudEvents. */
@NullMarked
package io.breakwater.usage.batch;

import org.jspecify.annotations.NullMarked;
