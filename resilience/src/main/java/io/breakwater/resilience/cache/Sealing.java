package io.breakwater.resilience.cache;

import java.util.Optional;

/** What a cache does to a value before it leaves this process. Implementations are safe for use by many threads. */
public interface Sealing {

    /** Leaves values as they are. */
    Sealing NONE = new Sealing() {
        @Override
        public Optional<byte[]> seal(String place, byte[] value) {
            return Optional.of(value);
        }

        @Override
        public Optional<byte[]> open(String place, byte[] sealed) {
            return Optional.of(sealed);
        }
    };

    /** Lets no value out, and none in. */
    Sealing SHUT = new Sealing() {
        @Override
        public Optional<byte[]> seal(String place, byte[] value) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> open(String place, byte[] sealed) {
            return Optional.empty();
        }
    };

    /**
     * The value as it may leave; empty where it may not.
     *
     * @param place where it goes: it can be opened only from there
     */
    Optional<byte[]> seal(String place, byte[] value);

    /** The value again; empty where it was not sealed by this, for this place. */
    Optional<byte[]> open(String place, byte[] sealed);
}
