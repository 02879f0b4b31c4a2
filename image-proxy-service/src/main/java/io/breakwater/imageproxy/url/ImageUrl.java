package io.breakwater.imageproxy.url;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An absolute http or https URL, taken apart once, by us, so that no two parsers can disagree about its host. What the
 * grammar of RFC 3986 does not allow is refused, never repaired, but for a path and query whose spaces and letters
 * outside ASCII are percent-encoded as browsers do it. Fragments are dropped.
 *
 * @param host in lower case, without a trailing dot; not yet looked at by the guard
 * @param port 1 to 65535
 * @param target path and query as they go on the wire
 */
public record ImageUrl(boolean tls, Host host, int port, String target) {

    /** The longest URL accepted, in characters: the suite's limit for URLs. */
    private static final int MAX_LENGTH = 8_192;

    private static final Pattern FORM =
            Pattern.compile("(?i)(https?)://([^/?#]+)([^?#]*)(\\?[^#]*)?(?:#.*)?", Pattern.DOTALL);

    // No userinfo (RFC 3986, 3.2.1 warns of it): an @ fits nowhere here.
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

    // A colon in the first segment would make a scheme of it.
    private static final Pattern RELATIVE = Pattern.compile("([^/?#:]*(?:/[^?#]*)?)([?#].*)?");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MAX_PORT = 65_535;

    /**
     * Reads a URL as a caller or a {@code Location} header gives it.
     *
     * @throws FetchFailure {@link Reason#URL_REFUSED} for anything but a plain http or https URL
     */
    public static ImageUrl parse(String text) throws FetchFailure {
        if (text.length() > MAX_LENGTH || text.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\')) {
            throw Reason.URL_REFUSED.failure();
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw Reason.URL_REFUSED.failure();
        }
        var authority = AUTHORITY.matcher(form.group(2));
        if (!authority.matches()) {
            throw Reason.URL_REFUSED.failure();
        }
        var tls = form.group(1).toLowerCase(Locale.ROOT).equals("https");
        var port = authority.group(2) == null ? tls ? HTTPS : HTTP : Integer.parseInt(authority.group(2));
        if (port < 1 || port > MAX_PORT) {
            throw Reason.URL_REFUSED.failure();
        }
        var path = form.group(3).isEmpty() ? "/" : form.group(3);
        var query = form.group(4) == null ? "" : form.group(4);
        return new ImageUrl(tls, Host.parse(authority.group(1)), port, encoded(path + query));
    }

    /**
     * Where a redirect from here leads.
     *
     * @throws FetchFailure {@link Reason#REDIRECT_REFUSED} where that is no plain URL, or would give up TLS
     */
    public ImageUrl redirectedTo(String location) throws FetchFailure {
        try {
            var next = parse(resolved(encoded(location)));
            if (tls && !next.tls) {
                throw Reason.REDIRECT_REFUSED.failure();
            }
            return next;
        } catch (FetchFailure refused) {
            throw Reason.REDIRECT_REFUSED.failure();
        }
    }

    /** RFC 3986, 5.2, on text: what stands in targets of ours ({@code [}, a bare {@code %}) is more than URI takes. */
    private String resolved(String location) throws FetchFailure {
        if (SCHEME.matcher(location).lookingAt()) {
            return location;
        }
        var scheme = tls ? "https:" : "http:";
        if (location.startsWith("//")) {
            return scheme + location;
        }
        var here = target.split("\\?", 2)[0];
        var parts = RELATIVE.matcher(location);
        if (!parts.matches()) {
            throw Reason.REDIRECT_REFUSED.failure();
        }
        var path = parts.group(1);
        if (!path.isEmpty()) {
            here = withoutDots(path.startsWith("/") ? path : here.substring(0, here.lastIndexOf('/') + 1) + path);
        }
        var rest = parts.group(2) == null ? "" : parts.group(2);
        return scheme + "//" + authority() + (path.isEmpty() && !rest.startsWith("?") ? target : here) + rest;
    }

    private static String withoutDots(String path) {
        var kept = new ArrayDeque<String>();
        var segments = path.substring(1).split("/", -1);
        for (var segment : segments) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        var last = segments[segments.length - 1];
        return "/" + String.join("/", kept) + ((last.equals(".") || last.equals("..")) && !kept.isEmpty() ? "/" : "");
    }

    /** The same on another host, to the letter: signatures cover path and query. */
    public ImageUrl at(Host other) {
        return new ImageUrl(tls, other, port, target);
    }

    /** What caches know it by: tells nothing of the URL, and has the same length for each. */
    public String key() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Host and port as the Host header has them: the port only where it is not the scheme's own. */
    public String authority() {
        return port == (tls ? HTTPS : HTTP) ? host.text() : host.text() + ":" + port;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority() + target;
    }

    private static String encoded(String text) throws FetchFailure {
        var encoded = new StringBuilder(text.length() + 16);
        for (var b : text.getBytes(StandardCharsets.UTF_8)) {
            var c = b & 0xff;
            if (c < ' ' || c == '\\' || c == 0x7f) {
                throw Reason.URL_REFUSED.failure();
            }
            if (c > '~' || " \"<>^`{|}".indexOf(c) >= 0) {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            } else {
                encoded.append((char) c);
            }
        }
        return encoded.toString();
    }
}
