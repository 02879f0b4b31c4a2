/** Answers told while they are written: server-sent events, the facts about the answer last. */
@NullMarked
package io.breakwater.aireply.stream;

import org.jspecify.annotations.NullMarked;
