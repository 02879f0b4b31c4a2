/** The order of an answer: cache, one flight for each key, model or local engine, cache; and where it came from. */
@NullMarked
package io.breakwater.aireply.answer;

import org.jspecify.annotations.NullMarked;
