package io.breakwater.usage.proof;

import java.util.UUID;

/** One increment as the client knows it. */
record Increment(String key, Counter counter, long amount, String occurredAt) {

    /** What an increment counts for. */
    record Counter(String platform, String user, String metric) {

        String path() {
            return "/api/usage/" + platform + "/" + user;
        }
    }

    String path() {
        return counter.path() + "/increment";
    }

    String body() {
        return body(amount);
    }

    /** Another one under the same key. */
    String otherBody() {
        return body(amount == 1 ? 2 : amount - 1);
    }

    private String body(long amount) {
        var when = occurredAt.isEmpty() ? "" : ",\"occurredAt\":\"" + occurredAt + "\"";
        return "{\"metric\":\"" + counter.metric() + "\",\"amount\":" + amount + when + "}";
    }

    static String freshKey() {
        return UUID.randomUUID().toString();
    }
}
