/** Tests of what both kinds of local answers share. */
@NullMarked
package io.breakwater.aireply.local;

import org.jspecify.annotations.NullMarked;
