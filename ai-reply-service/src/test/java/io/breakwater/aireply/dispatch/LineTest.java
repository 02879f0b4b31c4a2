package io.breakwater.aireply.dispatch;

import io.breakwater.aireply.call.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LineTest {

    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final Line line = new Line(STEP);
    private final List<Place> expired = new ArrayList<>();

    @Test
    void theUrgentGoFirstAndUsersTakeTurns() {
        // Given
        var low = add("ann", Priority.LOW);
        var first = add("ann", Priority.NORMAL);
        var second = add("ann", Priority.NORMAL);
        var others = add("bob", Priority.NORMAL);
        var urgent = add("ann", Priority.URGENT);

        // When
        var order = pollAll(START);

        // Then
        assertThat(order).containsExactly(urgent, first, others, second, low);
    }

    @Test
    void whoeverWaitsThreeStepsIsAmongTheUrgent() {
        // Given
        var low = add("ann", Priority.LOW);
        for (var step = 1; step <= 3; step++) {
            assertThat(line.size(Priority.values()[4 - step])).isEqualTo(1);
            line.add(place("other" + step, Priority.URGENT), START.plus(STEP.multipliedBy(step)));
            line.poll(START.plus(STEP.multipliedBy(step)), expired);
        }
        var late = place("late", Priority.URGENT);
        line.add(late, START.plus(STEP.multipliedBy(3)));

        // When
        var order = pollAll(START.plus(STEP.multipliedBy(3)));

        // Then
        assertThat(order).containsExactly(low, late);
    }

    @Test
    void whatIsTooLateIsDroppedBeforeAnyWork() {
        // Given
        var late = new Place(null, "ann", Priority.URGENT, () -> START.plusSeconds(1));
        line.add(late, START);
        var inTime = add("bob", Priority.LOW);

        // When
        var next = line.poll(START.plusSeconds(1), expired);

        // Then
        assertThat(next).isSameAs(inTime);
        assertThat(expired).containsExactly(late);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithItsNaiveTwin(long seed) {
        // Given
        var random = new Random(seed);
        var naive = new NaiveLine();
        var waiting = new ArrayList<Place>();
        var now = START;
        var taken = new ArrayList<String>();
        var takenByTwin = new ArrayList<String>();

        // When
        for (var n = 0; n < 3_000; n++) {
            now = now.plusMillis(random.nextInt(900));
            switch (random.nextInt(7)) {
                case 0, 1, 2 -> {
                    var place = place("user" + random.nextInt(6), Priority.values()[random.nextInt(4)]);
                    waiting.add(place);
                    line.add(place, now);
                    naive.add(place, now);
                }
                case 3 -> {
                    if (!waiting.isEmpty()) {
                        var place = waiting.remove(random.nextInt(waiting.size()));
                        line.remove(place);
                        naive.entries.removeIf(entry -> entry.place == place);
                    }
                }
                case 4 -> {
                    if (!waiting.isEmpty()) {
                        var place = waiting.get(random.nextInt(waiting.size()));
                        line.raise(place, Priority.HIGH, now);
                        naive.raise(place, Priority.HIGH, now);
                    }
                }
                default -> {
                    var mine = line.poll(now, expired);
                    var twins = naive.poll(now);
                    waiting.remove(mine);
                    taken.add(String.valueOf(mine));
                    takenByTwin.add(String.valueOf(twins));
                }
            }
        }

        // Then
        assertThat(taken).isEqualTo(takenByTwin);
        assertThat(line.size()).isEqualTo(naive.entries.size());
    }

    /** One list, looked through from the start each time. */
    private static final class NaiveLine {

        private static final class Entry {
            private final Place place;
            private Priority lane;
            private Instant since;
            private long arrival;

            Entry(Place place) {
                this.place = place;
            }
        }

        private final List<Entry> entries = new ArrayList<>();
        private final Map<String, Long> turns = new HashMap<>();
        private long clock;

        void add(Place place, Instant now) {
            var entry = new Entry(place);
            entries.add(entry);
            enter(entry, place.priority(), now);
        }

        void raise(Place place, Priority to, Instant now) {
            entries.stream()
                    .filter(entry -> entry.place == place && to.before(entry.lane))
                    .findFirst()
                    .ifPresent(entry -> enter(entry, to, now));
        }

        Place poll(Instant now) {
            for (var lane : Priority.values()) {
                entries.stream()
                        .filter(entry -> entry.lane == lane && lane != Priority.URGENT)
                        .filter(entry -> !now.isBefore(entry.since.plus(STEP)))
                        .sorted(Comparator.comparingLong(entry -> entry.arrival))
                        .toList()
                        .forEach(entry -> enter(entry, lane.raised(), now));
            }
            var next = entries.stream()
                    .min(Comparator.<Entry>comparingInt(entry -> entry.lane.ordinal())
                            .thenComparingLong(entry -> turns.get(entry.lane + entry.place.user()))
                            .thenComparingLong(entry -> entry.arrival));
            next.ifPresent(entry -> {
                entries.remove(entry);
                turns.put(entry.lane + entry.place.user(), clock++);
            });
            return next.map(entry -> entry.place).orElse(null);
        }

        private void enter(Entry entry, Priority lane, Instant now) {
            var user = entry.place.user();
            var there = entries.stream()
                    .anyMatch(other -> other != entry
                            && other.lane == lane
                            && other.place.user().equals(user));
            if (!there) {
                turns.put(lane + user, clock++);
            }
            entry.lane = lane;
            entry.since = now;
            entry.arrival = clock++;
        }
    }

    private List<Place> pollAll(Instant now) {
        var order = new ArrayList<Place>();
        for (var next = line.poll(now, expired); next != null; next = line.poll(now, expired)) {
            order.add(next);
        }
        return order;
    }

    private Place add(String user, Priority priority) {
        var place = place(user, priority);
        line.add(place, START);
        return place;
    }

    private static Place place(String user, Priority priority) {
        return new Place(null, user, priority, () -> Instant.MAX);
    }
}
