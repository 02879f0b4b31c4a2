package io.breakwater.health.stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.breakwater.health.change.Change;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;

/**
 * A change and its place among the others.
 *
 * @param id of this run of this instance, as events carry it
 * @param event as it goes over the wire, made once for all
 */
@RegisterForReflection
record NumberedChange(
        @JsonIgnore long number,
        String id,
        @JsonUnwrapped Change change,
        @JsonIgnore Buffer event) {}
