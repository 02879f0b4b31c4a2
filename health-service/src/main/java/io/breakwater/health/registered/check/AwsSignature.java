package io.breakwater.health.registered.check;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Signs a request without a body as AWS wants it (Signature Version 4), which every store of its kind understands. */
final class AwsSignature {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String key;
    private final String secret;
    private final String region;
    private final String service;
    private final String time;

    AwsSignature(String key, String secret, String region, String service, Instant now) {
        this.key = key;
        this.secret = secret;
        this.region = region;
        this.service = service;
        this.time = TIME.format(now);
    }

    /**
     * The headers that the request needs; Host goes by itself.
     *
     * @param path encoded as it is sent
     * @param query encoded, its names in order
     */
    Map<String, String> headers(String method, String host, String path, String query) {
        var bodyHash = hex(sha256(""));
        var signed = "host;x-amz-content-sha256;x-amz-date";
        var request = String.join(
                "\n",
                method,
                path.isEmpty() ? "/" : path,
                query,
                "host:" + host,
                "x-amz-content-sha256:" + bodyHash,
                "x-amz-date:" + time,
                "",
                signed,
                bodyHash);
        var scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        var toSign = String.join("\n", ALGORITHM, time, scope, hex(sha256(request)));
        var headers = new LinkedHashMap<String, String>();
        headers.put("x-amz-content-sha256", bodyHash);
        headers.put("x-amz-date", time);
        headers.put(
                "Authorization",
                ALGORITHM + " Credential=" + key + "/" + scope + ", SignedHeaders=" + signed + ", Signature="
                        + hex(hmac(signingKey(), toSign)));
        return headers;
    }

    private byte[] signingKey() {
        var day = hmac(("AWS4" + secret).getBytes(UTF_8), time.substring(0, 8));
        return hmac(hmac(hmac(day, region), service), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA256", impossible);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
