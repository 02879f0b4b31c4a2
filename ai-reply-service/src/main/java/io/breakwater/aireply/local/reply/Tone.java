package io.breakwater.aireply.local.reply;

import io.breakwater.resilience.identity.Platform;
import java.util.Locale;
import java.util.Optional;

/** The registers that the local engine has phrasings for. */
enum Tone {
    PROFESSIONAL,
    FRIENDLY,
    CASUAL,
    BRIEF;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tone asked for, else the platform's usual one. */
    static Tone of(Platform platform, Optional<String> asked) {
        return asked.map(Tone::named).orElseGet(() -> switch (platform) {
            case LINKEDIN -> PROFESSIONAL;
            case FACEBOOK -> FRIENDLY;
            case INSTAGRAM -> CASUAL;
            case TWITTER -> BRIEF;
        });
    }

    private static Tone named(String tone) {
        return switch (tone) {
            case "friendly", "warm", "kind", "empathetic", "supportive", "cheerful" -> FRIENDLY;
            case "casual", "informal", "playful", "funny", "humorous", "relaxed" -> CASUAL;
            case "brief", "short", "concise", "direct" -> BRIEF;
            // An unknown tone gets the one that offends nobody.
            default -> PROFESSIONAL;
        };
    }
}
