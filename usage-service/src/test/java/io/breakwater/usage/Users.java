package io.breakwater.usage;

import java.util.UUID;

/** Users that no other test knows. */
public final class Users {

    private Users() {}

    public static String fresh() {
        return "user-" + UUID.randomUUID();
    }
}
