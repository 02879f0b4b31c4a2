package io.breakwater.imageproxy.stats;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * One remote host since it is known.
 *
 * @param asked how often it was asked for an image
 * @param loads how often it gave one
 * @param left reason → how often it did not
 * @param times from the question to the image or the reason, turns waited for included
 */
@RegisterForReflection
record HostStatistics(
        String host,
        long asked,
        long loads,
        Map<String, Long> left,
        @JsonUnwrapped Times times) {}
