/** Replies to notifications: POST /api/ai-reply/{user}. */
@NullMarked
package io.breakwater.aireply.reply;

import org.jspecify.annotations.NullMarked;
