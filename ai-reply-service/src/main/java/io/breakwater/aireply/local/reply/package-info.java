/** Replies without a model: language, intent and mood from word lists, one of several phrasings. */
@NullMarked
package io.breakwater.aireply.local.reply;

import org.jspecify.annotations.NullMarked;
