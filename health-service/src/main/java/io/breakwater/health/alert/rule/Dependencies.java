package io.breakwater.health.alert.rule;

import io.breakwater.health.component.Component;
import io.breakwater.health.component.ComponentBoard;
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

    private static final String MODEL_BREAKER = "ai-service";

    private final ComponentBoard board;

    Dependencies(ComponentBoard board) {
        this.board = board;
    }

    /** All that this component needs, directly or not; never itself. The nearest first. */
    List<String> of(String component) {
        var needs = needs();
        var found = new LinkedHashSet<String>();
        var next = new ArrayDeque<>(needs.getOrDefault(component, List.of()));
        while (!next.isEmpty()) {
            var name = next.poll();
            if (!name.equals(component) && found.add(name)) {
                next.addAll(needs.getOrDefault(name, List.of()));
            }
        }
        return List.copyOf(found);
    }

    private Map<String, List<String>> needs() {
        return board.components().stream()
                .collect(Collectors.toMap(Component::name, Component::dependsOn, (suite, _) -> suite));
    }

    /** The component that a breaker of this name stands before: its own service where it is none that is watched. */
    String target(String service, String breaker) {
        var name = breaker.equals(MODEL_BREAKER) ? Components.MODEL.name() : breaker;
        return board.components().stream().map(Component::name).anyMatch(name::equals) ? name : service;
    }
}
