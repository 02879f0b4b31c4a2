package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.image.RasterImage;

/** An image as it came from outside, with what its origin says about keeping it and knows it by. */
public record FetchedImage(RasterImage image, Freshness freshness, Validators validators) {}
