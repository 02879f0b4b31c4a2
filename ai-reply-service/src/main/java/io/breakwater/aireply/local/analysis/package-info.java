/** Analyses without a model: warning signs, and vitals against published adult ranges. */
@NullMarked
package io.breakwater.aireply.local.analysis;

import org.jspecify.annotations.NullMarked;
