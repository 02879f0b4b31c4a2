package io.breakwater.aireply.http;

import java.io.IOException;

/** A server's answer was larger than the caller wanted to read. */
public final class AnswerTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(int limit) {
        super("the answer is larger than " + limit + " bytes");
    }
}
