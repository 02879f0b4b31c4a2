package io.breakwater.imageproxy.load;

/** Why an image's origin was asked, and what it said (RFC 9211, 2.2). */
public enum Forward {
    /** There was none. */
    ABSENT("fwd=uri-miss"),
    /** There was one past its life, and the origin sent another. */
    STALE("fwd=stale"),
    /** There was one past its life, and the origin said that it is still the same. */
    STILL_GOOD("fwd=stale; fwd-status=304");

    private final String status;

    Forward(String status) {
        this.status = status;
    }

    /** As {@code Cache-Status} has it. */
    public String status() {
        return status;
    }
}
