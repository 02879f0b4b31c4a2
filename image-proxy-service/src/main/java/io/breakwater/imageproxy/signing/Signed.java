package io.breakwater.imageproxy.signing;

import java.time.Instant;

/** What a request's signature is worth. */
public sealed interface Signed {

    /** Nobody has to sign here. */
    record Unneeded() implements Signed {}

    /** It is good, until then. */
    record Until(Instant end) implements Signed {}

    /** There is none, or it is wrong, or too old: the same for all of these, so that nobody learns from it. */
    record Refused() implements Signed {}
}
