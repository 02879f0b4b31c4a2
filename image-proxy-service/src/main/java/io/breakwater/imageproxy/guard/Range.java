package io.breakwater.imageproxy.guard;

import java.net.InetAddress;
import java.util.List;

/** A block of addresses as registries write it: {@code 10.0.0.0/8}, {@code fc00::/7}. */
record Range(byte[] network, int prefix) {

    /** @throws IllegalArgumentException where the text is no block of addresses */
    static Range parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a range needs a prefix length: " + text);
        }
        var network = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
        var prefix = Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > network.length * 8) {
            throw new IllegalArgumentException("the prefix length does not fit the address: " + text);
        }
        return new Range(network, prefix);
    }

    static List<Range> parseAll(List<String> texts) {
        return texts.stream().map(String::strip).map(Range::parse).toList();
    }

    boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            var mask = 0x80 >> (bit % 8);
            if (((bytes[bit / 8] ^ network[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
