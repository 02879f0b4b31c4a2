package io.breakwater.imageproxy.cache;

/** A number for a text. Stored ones depend on it: it never changes. */
final class KeyNumber {

    /** Of 2 to the power of 64, what the golden section leaves. */
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

    private KeyNumber() {}

    /** @param seed where nobody is to know it beforehand, a secret */
    static long of(String text, long seed) {
        var bits = seed;
        for (int i = 0; i < text.length(); i++) {
            bits = (bits + text.charAt(i)) * SPREAD;
            bits ^= bits >>> 32;
        }
        return bits;
    }
}
