package io.breakwater.aireply.reply;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a request for a reply, as it came: {@link ReplyOrder} checks it. */
@RegisterForReflection
public record ReplyRequest(
        @Schema(required = true, examples = "linkedin") @Nullable
        String platform,

        @Schema(required = true) @Nullable Notification notification,

        @Schema(description = "urgent, high, normal (the default) or low") @Nullable
        String priority,

        @Schema(description = "the tone to answer in, such as professional or friendly; the platform's own by default")
        @Nullable
        String tone,

        @Schema(description = "the language to answer in (BCP 47); that of the text by default") @Nullable
        String language) {

    /** What is to be replied to. */
    @RegisterForReflection
    public record Notification(
            @Schema(required = true, minLength = 1, maxLength = 8_000, examples = "Test message") @Nullable
            String text,

            @Nullable String id,

            @Schema(
                    description =
                            "the handle of who wrote it, with or without its @; the reply mentions it where the platform has mentions")
            @Nullable
            String sender) {}

    /** Without its texts, which are personal. */
    @Override
    public String toString() {
        return "ReplyRequest[hidden]";
    }
}
