package io.breakwater.aireply.reply;

import io.breakwater.aireply.answer.Content;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** A reply as the cache keeps it. */
@RegisterForReflection
public record ReplyContent(String reply, @Nullable String model) implements Content {

    /** Without its text, which is personal. */
    @Override
    public String toString() {
        return "ReplyContent[hidden]";
    }
}
