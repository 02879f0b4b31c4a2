package io.breakwater.aireply.safety;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes fences. Safe for many threads where its generator is. */
@Singleton
public final class Fences {

    /** 96 bits: nobody guesses it within a call. */
    private static final int BYTES = 12;

    private final RandomGenerator random;

    public Fences() {
        this(new SecureRandom());
    }

    Fences(RandomGenerator random) {
        this.random = random;
    }

    /** A fence that the data does not contain. */
    public Fence around(String data) {
        var clean = Data.clean(data);
        while (true) {
            var bytes = new byte[BYTES];
            random.nextBytes(bytes);
            var mark = HexFormat.of().formatHex(bytes);
            if (!clean.contains(mark)) {
                return new Fence(mark, clean);
            }
        }
    }
}
