/** How much one user may ask, and how much the model is asked: token buckets, shared by the replicas through Redis. */
@NullMarked
package io.breakwater.aireply.limit;

import org.jspecify.annotations.NullMarked;
