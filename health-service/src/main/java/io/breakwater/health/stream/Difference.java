package io.breakwater.health.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.health.cascade.CascadeRisk;
import io.breakwater.health.component.Score;
import io.breakwater.health.component.SuiteStatus;
import io.breakwater.health.overview.ComponentView;
import io.breakwater.health.overview.DetailedHealth;
import io.breakwater.health.overview.DetailedHealth.ServiceView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What makes a picture of the one before it: what is short is told each time, of what is long only what is another. A fleet
 * of thousands is most of a picture, and from one to the next few of it change.
 *
 * @param costs those of the score that are new or another
 * @param spared components that cost the score nothing any more
 * @param components those of which anything is another, whole
 * @param cascadeRisk absent where it is the same
 * @param services those of which anything is another, whole
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Difference(
        SuiteStatus status,
        long uptime,
        Instant timestamp,
        int score,
        Map<String, String> circuitBreaker,
        List<Score.Cost> costs,
        List<String> spared,
        List<ComponentView> components,
        @Nullable CascadeRisk cascadeRisk,
        List<ServiceView> services) {

    /** Empty where there are other components or instances than before: their order is the whole picture's. */
    static Optional<Difference> between(DetailedHealth before, DetailedHealth now) {
        if (!names(before.components(), ComponentView::name).equals(names(now.components(), ComponentView::name))
                || !names(before.services(), ServiceView::id).equals(names(now.services(), ServiceView::id))) {
            return Optional.empty();
        }
        var costsBefore = before.scoring().costs();
        var costsNow = now.scoring().costs();
        var costly = Set.copyOf(names(costsNow, Score.Cost::component));
        return Optional.of(new Difference(
                now.status(),
                now.uptime(),
                now.timestamp(),
                now.score(),
                now.circuitBreaker(),
                others(costsBefore, costsNow),
                costsBefore.stream()
                        .map(Score.Cost::component)
                        .filter(name -> !costly.contains(name))
                        .toList(),
                others(before.components(), now.components()),
                now.cascadeRisk().equals(before.cascadeRisk()) ? null : now.cascadeRisk(),
                others(before.services(), now.services())));
    }

    private static <T> List<String> names(List<T> all, Function<T, String> name) {
        return all.stream().map(name).collect(Collectors.toList());
    }

    private static <T> List<T> others(List<T> before, List<T> now) {
        var known = new HashSet<>(before);
        return now.stream().filter(each -> !known.contains(each)).toList();
    }
}
