package io.breakwater.health.document;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is kept.
 *
 * @param kind what it is, such as a registered dependency
 * @param name unique within its kind
 * @param body JSON; null where it was removed
 * @param changedAt when it became so, in ms since 1970: of two the later one holds
 */
public record Document(String kind, String name, @Nullable String body, long changedAt) {

    public Document {
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
    }
}
