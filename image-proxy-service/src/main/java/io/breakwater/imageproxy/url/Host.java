package io.breakwater.imageproxy.url;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host of a URL: a DNS name, or an address in its one canonical form. The other forms of addresses that resolvers
 * understand ({@code 2130706433}, {@code 0x7f.1}, {@code 0177.0.0.1}, {@code 127.1}) are refused: nobody writes them who
 * means well. So are names outside ASCII; IDNA names come as {@code xn--}.
 *
 * @param text as it stands in a URL, in lower case, IPv6 in brackets, without a trailing dot
 * @param address the address where the text is one
 */
public record Host(String text, @Nullable InetAddress address) {

    private static final int MAX_NAME = 253;
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern OCTETS = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    // The WHATWG URL standard's "ends in a number": what a resolver may take for an IPv4 address.
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    /**
     * Reads a host as it stands in a URL.
     *
     * @throws FetchFailure {@link Reason#URL_REFUSED} for anything but a name or an address in canonical form
     */
    public static Host parse(String given) throws FetchFailure {
        var text = given.toLowerCase(Locale.ROOT);
        try {
            if (text.startsWith("[")) {
                return new Host(text, ipv6(text.substring(1, text.length() - 1)));
            }
            if (OCTETS.matcher(text).matches()) {
                return new Host(text, InetAddress.ofLiteral(text));
            }
        } catch (IllegalArgumentException noAddress) {
            throw Reason.URL_REFUSED.failure();
        }
        var name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.length() > MAX_NAME
                || !NAME.matcher(name).matches()
                || ENDS_IN_NUMBER.matcher(name).matches()) {
            throw Reason.URL_REFUSED.failure();
        }
        return new Host(name, null);
    }

    /** The JDK makes an IPv4 address of the mapped form ({@code ::ffff:1.2.3.4}), which is refused whatever it holds. */
    private static InetAddress ipv6(String text) throws FetchFailure {
        if (InetAddress.ofLiteral(text) instanceof Inet6Address address) {
            return address;
        }
        throw Reason.URL_REFUSED.failure();
    }

    /** The address that the URL names without asking DNS. */
    public Optional<InetAddress> literal() {
        return Optional.ofNullable(address);
    }

    @Override
    public String toString() {
        return text;
    }
}
