package io.breakwater.resilience.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The operator's password: the given one, or one made for the life of this process and logged once. */
@Singleton
final class OperatorPassword {

    private static final Logger LOG = Logger.getLogger(OperatorPassword.class);
    private static final int MADE_BYTES = 18;

    private final boolean made;
    private final String password;

    @Inject
    OperatorPassword(OperatorSettings settings) {
        this(settings, OperatorPassword::random);
    }

    OperatorPassword(OperatorSettings settings, Supplier<String> random) {
        this.made = settings.password().isEmpty();
        this.password = settings.password().orElseGet(random);
    }

    void atStart(@Observes StartupEvent start) {
        if (made) {
            // The only place where it ever shows; a given password shows nowhere.
            LOG.infof(
                    "event=operator-password-made user=operator password=%s (set OPERATOR_PASSWORD to choose it)",
                    password);
        }
    }

    /** Takes as long for a wrong password as for the right one. */
    boolean matches(char[] candidate) {
        return MessageDigest.isEqual(sha256(password), sha256(new String(candidate)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static String random() {
        var bytes = new byte[MADE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
