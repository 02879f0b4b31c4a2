package io.breakwater.aireply.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages that the local engines read and answer in. English first: it wins where nothing else does. */
public enum Language {
    EN,
    DE,
    FR,
    ES,
    PT,
    IT;

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The language of this tag, whatever its region; empty for one that the engines do not have. */
    public static Optional<Language> of(Locale locale) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(locale.getLanguage()))
                .findFirst();
    }
}
