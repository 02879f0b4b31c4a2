/** What both local engines read texts with. */
@NullMarked
package io.breakwater.aireply.local;

import org.jspecify.annotations.NullMarked;
