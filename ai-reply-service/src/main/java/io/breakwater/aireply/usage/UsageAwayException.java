package io.breakwater.aireply.usage;

import java.io.IOException;

/** usage-service is there but cannot take a count now. */
final class UsageAwayException extends IOException {

    private static final long serialVersionUID = 1L;

    UsageAwayException(int status) {
        super("usage-service answers " + status);
    }
}
