package io.breakwater.usage;

import java.util.UUID;

/** Users that no other test knows. */
final class Users {

    private Users() {}

    static String fresh() {
        return "user-" + UUID.randomUUID();
    }
}
