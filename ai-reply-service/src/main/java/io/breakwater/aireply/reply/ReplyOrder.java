package io.breakwater.aireply.reply;

import io.breakwater.aireply.answer.AnswerKey;
import io.breakwater.aireply.call.Priority;
import io.breakwater.aireply.local.LanguageTag;
import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.ProblemException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request for a reply that may be worked on.
 *
 * @param text 1 to 8,000 characters, normalised
 * @param sender who wrote it, where that is known
 * @param tone in lower case, where one is asked for
 * @param language BCP 47, where one is asked for
 */
public record ReplyOrder(
        UserId user,
        Platform platform,
        String text,
        Priority priority,
        Optional<String> sender,
        Optional<String> tone,
        Optional<Locale> language) {

    static final int LONGEST_TEXT = 8_000;
    private static final int LONGEST_NAME = 256;
    private static final Pattern TONE = Pattern.compile("[\\p{L} -]{1,40}");

    /** @throws ProblemException that names the first field that is wrong */
    static ReplyOrder of(UserId user, @Nullable ReplyRequest request) {
        if (request == null) {
            throw ProblemException.invalid("body", "must be a JSON object with platform and notification");
        }
        var platform = Platform.parse(request.platform());
        var notification = request.notification();
        if (notification == null) {
            throw ProblemException.invalid("notification", "must be an object with a text");
        }
        checkName("notification.id", notification.id());
        checkName("notification.sender", notification.sender());
        return new ReplyOrder(
                user,
                platform,
                text(notification.text()),
                Priority.parse(request.priority()),
                Optional.ofNullable(notification.sender()).filter(sender -> !sender.isBlank()),
                Optional.ofNullable(request.tone()).map(ReplyOrder::tone),
                Optional.ofNullable(request.language()).map(LanguageTag::parse));
    }

    private static String text(@Nullable String given) {
        var text = given == null ? "" : AnswerKey.normalised(given);
        if (text.isEmpty() || given == null || given.codePointCount(0, given.length()) > LONGEST_TEXT) {
            throw ProblemException.invalid("notification.text", "must have 1 to 8000 characters, not only spaces");
        }
        return text;
    }

    private static void checkName(String field, @Nullable String name) {
        if (name != null && name.length() > LONGEST_NAME) {
            throw ProblemException.invalid(field, "must have at most 256 characters");
        }
    }

    private static String tone(String tone) {
        if (!TONE.matcher(tone).matches()) {
            throw ProblemException.invalid("tone", "must be 1 to 40 letters");
        }
        return tone.strip().toLowerCase(Locale.ROOT);
    }

    /** Without its texts, which are personal. */
    @Override
    public String toString() {
        return "ReplyOrder[" + platform + "]";
    }
}
