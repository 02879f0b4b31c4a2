package io.breakwater.health.alert.delivery;

import java.net.URI;
import java.util.Map;

/** One POST of JSON. */
record Message(URI to, String body, Map<String, String> headers) {

    Message {
        headers = Map.copyOf(headers);
    }

    /** Address, body and signature are secrets of the receiver's. */
    @Override
    public String toString() {
        return "Message[]";
    }
}
