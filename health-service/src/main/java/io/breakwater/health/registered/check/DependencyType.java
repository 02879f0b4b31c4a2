package io.breakwater.health.registered.check;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a dependency speaks. */
public enum DependencyType {
    HTTP(Set.of("http", "https")),
    TCP(Set.of("tcp")),
    POSTGRES(Set.of("postgres", "postgresql")),
    REDIS(Set.of("redis", "rediss")),
    S3(Set.of("http", "https"));

    private final Set<String> schemes;

    DependencyType(Set<String> schemes) {
        this.schemes = schemes;
    }

    /** What its URLs begin with. */
    public Set<String> schemes() {
        return schemes;
    }

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DependencyType> of(String slug) {
        return Stream.of(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }
}
