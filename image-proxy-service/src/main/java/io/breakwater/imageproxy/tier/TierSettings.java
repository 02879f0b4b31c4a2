package io.breakwater.imageproxy.tier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where else an image is looked for. Hosts are written as {@code example.com}, {@code *.example.com} or {@code
 * media-*.example.com}. Whatever is asked goes through the guard, its list of allowed hosts included.
 */
@ConfigMapping(prefix = "breakwater.image.tiers")
public interface TierSettings {

    /** Hosts that have each other's images, by a name of one's own; the first by name that fits a host counts. */
    Map<String, CdnRule> cdn();

    /** Services that fetch an image for others, by a name of one's own, asked in the order of names. None by default. */
    Map<String, ProxyRule> proxy();

    /** Hosts that have the same images under the same path and query. */
    interface CdnRule {

        /** Whose images they are. */
        List<String> hosts();

        /** Who has them too, in order; at most {@value CdnTier#MOST} are asked. Empty switches the rule off. */
        Optional<List<String>> alternates();
    }

    /** A service that is told which images its users look at: an operator's choice. */
    interface ProxyRule {

        /** Its address with {@code {url}} where the image's goes, percent-encoded; {@code https://wsrv.nl/?url={url}}. */
        String url();

        /** Whose images it may be asked for. */
        @WithDefault("*")
        List<String> hosts();
    }
}
