package io.breakwater.resilience.store;

import java.util.List;

/**
 * The tables that a feature keeps in the local store. A feature makes one as a CDI bean ({@code @Produces @Singleton}).
 *
 * @param feature a short lower-case name, unique within the service and never changed
 * @param migrations SQL scripts, applied once each and in order; only ever added to, so that the number of them is the
 *     schema's version
 */
public record LocalSchema(String feature, List<String> migrations) {

    public LocalSchema {
        if (!feature.matches("[a-z][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "feature must be 1 to 64 of a-z, 0-9 and -, starting with a letter, is " + feature);
        }
        migrations = List.copyOf(migrations);
    }

    public LocalSchema(String feature, String... migrations) {
        this(feature, List.of(migrations));
    }

    int version() {
        return migrations.size();
    }
}
