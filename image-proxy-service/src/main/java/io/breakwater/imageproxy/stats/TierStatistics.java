package io.breakwater.imageproxy.stats;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * One tier since the start.
 *
 * @param loads images served that came from it, be it now or when they were kept
 * @param times from the request to the answer
 * @param asked how often it was asked for an image
 * @param left reason → how often it had none; the stand-ins are asked for nothing
 */
@RegisterForReflection
record TierStatistics(long loads, @JsonUnwrapped Times times, long asked, Map<String, Long> left) {}
