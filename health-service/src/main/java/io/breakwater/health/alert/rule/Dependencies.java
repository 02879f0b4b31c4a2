package io.breakwater.health.alert.rule;

import io.breakwater.health.component.Component;
import io.breakwater.health.component.Components;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which component needs which, and which one a breaker protects. */
@Singleton
final class Dependencies {

    private static final Map<Component, List<Component>> NEEDS = Map.of(
            Components.USAGE_SERVICE, List.of(Components.DATABASE, Components.REDIS),
            Components.IMAGE_PROXY_SERVICE, List.of(Components.REDIS),
            Components.AI_REPLY_SERVICE, List.of(Components.MODEL, Components.REDIS, Components.USAGE_SERVICE),
            Components.HEALTH_SERVICE, List.of(Components.DATABASE),
            Components.IMAGES, List.of(Components.IMAGE_PROXY_SERVICE),
            Components.MODEL, List.of());

    private static final Map<String, List<String>> BY_NAME = NEEDS.entrySet().stream()
            .collect(Collectors.toMap(
                    entry -> entry.getKey().name(),
                    entry -> entry.getValue().stream().map(Component::name).toList()));

    private static final String MODEL_BREAKER = "ai-service";

    /** All that this component needs, directly or not; never itself. The nearest first. */
    List<String> of(String component) {
        var found = new LinkedHashSet<String>();
        var next = new ArrayDeque<>(BY_NAME.getOrDefault(component, List.of()));
        while (!next.isEmpty()) {
            var name = next.poll();
            if (!name.equals(component) && found.add(name)) {
                next.addAll(BY_NAME.getOrDefault(name, List.of()));
            }
        }
        return List.copyOf(found);
    }

    /** The component that a breaker of this name stands before: its own service where it is none that is watched. */
    String target(String service, String breaker) {
        var name = breaker.equals(MODEL_BREAKER) ? Components.MODEL.name() : breaker;
        return Components.ALL.stream().map(Component::name).anyMatch(name::equals) ? name : service;
    }
}
