package io.breakwater.resilience.app;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** As much of an OIDC server as a service asks: where its keys are, and the keys. */
final class OidcServer implements AutoCloseable {

    private static final String PORT_PROPERTY = "breakwater.test.oidc-port";

    /**
     * Free when the tests begin, and fixed from then on: the service has to know it before the server is there, and
     * this class is loaded once for the test and once for its profile.
     */
    static final int PORT = fixedPort();

    private static final String ISSUER = "http://127.0.0.1:" + PORT + "/realm";
    private static final KeyPair KEYS = keys();

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    private OidcServer() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end((request.path().endsWith("/keys") ? keySet() : configuration()).toBuffer()))
                .listen(PORT, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    static OidcServer start() throws Exception {
        return new OidcServer();
    }

    String token(String role) throws Exception {
        return token(role, KEYS);
    }

    static String forgedToken(String role) throws Exception {
        return token(role, keys());
    }

    static String sha256(byte[] salt, String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String token(String role, KeyPair keys) throws Exception {
        var now = Instant.now().getEpochSecond();
        var head = new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", "k1");
        var claims = new JsonObject()
                .put("iss", ISSUER)
                .put("sub", "somebody")
                .put("iat", now)
                .put("exp", now + 300)
                .put("groups", new JsonArray().add(role));
        var signed = base64(head.encode().getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.encode().getBytes(StandardCharsets.UTF_8));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    private static JsonObject configuration() {
        return new JsonObject().put("issuer", ISSUER).put("jwks_uri", ISSUER + "/keys");
    }

    private static JsonObject keySet() {
        var key = (RSAPublicKey) KEYS.getPublic();
        return new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("kty", "RSA")
                                        .put("kid", "k1")
                                        .put("alg", "RS256")
                                        .put("use", "sig")
                                        .put("n", base64(unsigned(key.getModulus())))
                                        .put("e", base64(unsigned(key.getPublicExponent())))));
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int fixedPort() {
        var port = Integer.getInteger(PORT_PROPERTY);
        if (port == null) {
            try (var socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            } catch (IOException none) {
                throw new UncheckedIOException(none);
            }
            System.setProperty(PORT_PROPERTY, port.toString());
        }
        return port;
    }

    @Override
    public void close() {
        server.close();
        vertx.close();
    }
}
