/** The language model: OpenAI-compatible chat completions behind a breaker, retries and time limits. */
@NullMarked
package io.breakwater.aireply.model;

import org.jspecify.annotations.NullMarked;
