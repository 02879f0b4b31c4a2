package io.breakwater.health.alert.rule;

import io.breakwater.health.component.Component;
import io.breakwater.health.component.ComponentBoard;
import io.breakwater.health.component.Components;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;

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
        var found = new LinkedHashSet<String>();
        var next = new ArrayDeque<>(needs(component));
        while (!next.isEmpty()) {
            var name = next.poll();
            if (!name.equals(component) && found.add(name)) {
                next.addAll(needs(name));
            }
        }
        return List.copyOf(found);
    }

    private List<String> needs(String component) {
        return board.component(component).map(Component::dependsOn).orElse(List.of());
    }

    /** The component that a breaker of this name stands before: its own service where it is none that is watched. */
    String target(String service, String breaker) {
        var name = breaker.equals(MODEL_BREAKER) ? Components.MODEL.name() : breaker;
        return board.component(name).isPresent() ? name : service;
    }
}
