package io.breakwater.aireply.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Token buckets. The numbers are those of the suite's contract. */
@ConfigMapping(prefix = "breakwater.limit")
public interface LimitSettings {

    /** Requests per second of one user, 0 to 1,000,000; 0 for no limit. */
    @WithDefault("5")
    double userRate();

    /** Requests that one user may send at once, 1 or more. */
    @WithDefault("5")
    int userBurst();

    /** Calls of the model per second, over all replicas, 0 to 1,000,000; 0 for no limit. */
    @WithDefault("2")
    double modelRate();

    /** Calls of the model that may begin at once, 1 or more. */
    @WithDefault("2")
    int modelBurst();

    /** For how many users this instance keeps a bucket where there is no Redis; 1 takes about 200 bytes. Ours. */
    @WithDefault("100000")
    int usersInMemory();
}
