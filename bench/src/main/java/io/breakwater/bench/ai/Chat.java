package io.breakwater.bench.ai;

import io.breakwater.bench.load.Requests;
import java.util.Map;

/** Chat completions as a caller without ai-reply-service asks for them: of the size that the service sends. */
final class Chat {

    private static final String INSTRUCTIONS =
            "You write the reply to one message that a user received, in that user's name and as plain text. "
                    .repeat(11);

    private Chat() {}

    /** @param headers besides the content's own */
    static byte[] question(long number, Map<String, String> headers) {
        return Requests.post(
                Upstream.COMPLETIONS,
                headers,
                "{\"model\": \"gpt-4o-mini\", \"messages\": [{\"role\": \"system\", \"content\": \"" + INSTRUCTIONS
                        + "\"}, {\"role\": \"user\", \"content\": \"Thank you for talk number " + number
                        + ", I have learned a lot from it and will tell my colleagues.\"}],"
                        + " \"max_tokens\": 400, \"temperature\": 0.3, \"stream\": false}");
    }
}
