package io.breakwater.imageproxy.load;

import io.breakwater.imageproxy.fetch.Arriving;
import io.breakwater.imageproxy.fetch.FetchOrder;
import io.breakwater.imageproxy.fetch.Freshness;
import io.breakwater.imageproxy.image.RasterImage;
import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.url.ImageUrl;
import java.util.Optional;

/** What a flight wants of the fetch: to know of a large image as soon as it can be told that it is a good one. */
record LoadOrder(ImageUrl url, Optional<Known> known, Flight flight) implements FetchOrder {

    @Override
    public boolean isFor(ImageUrl asked) {
        return url.equals(asked);
    }

    @Override
    public void arriving(Arriving body, Freshness freshness) {
        try {
            var type = RasterImage.check(body.bytes());
            flight.streams(new Stream(body, type, freshness, flight.end()));
        } catch (FetchFailure notSoFar) {
            // Its size stands further back, or it is none: whoever waits gets it whole, or what stands in for it.
        }
    }
}
