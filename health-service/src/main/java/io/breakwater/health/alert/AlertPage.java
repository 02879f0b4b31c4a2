package io.breakwater.health.alert;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that is known of alerts at one moment. Never changes; a change makes the next page. */
public final class AlertPage {

    /** A page bounds what it remembers of what is over. */
    private static final int MOST_CLOSED = 2 * AlertTables.RECENT;

    private static final Comparator<Kept> LATEST_FIRST =
            Comparator.comparing(Kept::at).reversed().thenComparing(Kept::id);

    private static final Comparator<Delivery> IN_ORDER =
            Comparator.comparingLong(Delivery::seq).thenComparing(Delivery::id);

    static final AlertPage EMPTY = new AlertPage(Map.of());

    private final Map<String, Kept> all;
    private final List<Alert> active;
    private final Map<String, Alert> activeByKey;

    private AlertPage(Map<String, Kept> all) {
        this.all = Map.copyOf(all);
        // Asked for with each thing that is judged, of which there are thousands.
        this.active = stream(Alert.class)
                .filter(Alert::open)
                .sorted(Comparator.comparing(Alert::severity)
                        .reversed()
                        .thenComparing(Alert::since)
                        .thenComparing(Alert::id))
                .toList();
        this.activeByKey =
                active.stream().collect(Collectors.toMap(Alert::key, Function.identity(), (first, _) -> first));
    }

    static AlertPage of(List<? extends Kept> kept) {
        return EMPTY.with(kept);
    }

    /** This page with these; of two versions the later one holds. */
    AlertPage with(List<? extends Kept> changed) {
        var next = new HashMap<>(all);
        for (var each : changed) {
            next.merge(each.id(), each, (a, b) -> a.version() >= b.version() ? a : b);
        }
        Stream.of(Alert.class, Delivery.class, Silence.class).forEach(kind -> next.values().stream()
                .filter(kind::isInstance)
                .filter(kept -> !kept.open())
                .sorted(LATEST_FIRST)
                .skip(MOST_CLOSED)
                .map(Kept::id)
                .toList()
                .forEach(next::remove));
        return new AlertPage(next);
    }

    private <T extends Kept> Stream<T> stream(Class<T> kind) {
        return all.values().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** What is wrong now: the most severe first, then the oldest. */
    public List<Alert> active() {
        return active;
    }

    /** The one that is active for this rule and subject. */
    public Optional<Alert> active(String key) {
        return Optional.ofNullable(activeByKey.get(key));
    }

    public Optional<Alert> alert(String id) {
        return all.get(id) instanceof Alert alert ? Optional.of(alert) : Optional.empty();
    }

    /** What was wrong before, the latest first. */
    public List<Alert> recent() {
        return stream(Alert.class)
                .filter(alert -> !alert.open())
                .sorted(LATEST_FIRST)
                .limit(AlertTables.RECENT)
                .toList();
    }

    /** What waits for this receiver, in the order in which it is to be sent. */
    public List<Delivery> pending(String receiver) {
        return stream(Delivery.class)
                .filter(delivery -> delivery.open() && delivery.receiver().equals(receiver))
                .sorted(IN_ORDER)
                .toList();
    }

    /** The latest that were delivered or given up, the latest first. */
    public List<Delivery> settled(String receiver) {
        return stream(Delivery.class)
                .filter(delivery -> !delivery.open() && delivery.receiver().equals(receiver))
                .sorted(LATEST_FIRST)
                .toList();
    }

    public Optional<Delivery> delivery(String id) {
        return all.get(id) instanceof Delivery delivery ? Optional.of(delivery) : Optional.empty();
    }

    /** Those that stand or are planned, the earliest first. */
    public List<Silence> silences() {
        return stream(Silence.class)
                .filter(Silence::open)
                .sorted(Comparator.comparing(Silence::from).thenComparing(Silence::id))
                .toList();
    }

    public Optional<Silence> silence(String id) {
        return all.get(id) instanceof Silence silence ? Optional.of(silence) : Optional.empty();
    }

    /** Whether nobody is to be told of this alert now. */
    public boolean silenced(Alert alert, Instant now) {
        return stream(Silence.class).anyMatch(silence -> silence.covers(alert, now));
    }

    /** Higher than all of this page, and never lower than the clock: a later page of another replica goes on from it. */
    public long nextSeq(Instant now) {
        return Math.max(
                now.toEpochMilli(),
                stream(Delivery.class).mapToLong(Delivery::seq).max().orElse(0) + 1);
    }
}
