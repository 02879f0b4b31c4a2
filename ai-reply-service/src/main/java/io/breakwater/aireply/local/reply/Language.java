package io.breakwater.aireply.local.reply;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages that the local engine reads and answers in. English first: it wins where nothing else does. */
enum Language {
    EN,
    DE,
    FR,
    ES,
    PT,
    IT;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The language of this tag, whatever its region; empty for one that the engine does not have. */
    static Optional<Language> of(Locale locale) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(locale.getLanguage()))
                .findFirst();
    }
}
