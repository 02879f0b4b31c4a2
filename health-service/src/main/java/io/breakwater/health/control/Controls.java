package io.breakwater.health.control;

import io.breakwater.health.change.Change;
import io.breakwater.health.change.Change.Kind;
import io.breakwater.health.change.ChangeFeed;
import io.breakwater.health.suite.Aliases;
import io.breakwater.health.suite.Observation;
import io.breakwater.health.suite.SuiteWatch;
import io.breakwater.resilience.breaker.Breaker;
import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.breaker.Hold;
import io.breakwater.resilience.instance.InstanceIdentity;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Does what an operator wants on every instance that it is about, all at the same time, and keeps who wanted it and why. */
@Singleton
final class Controls {

    private static final Logger LOG = Logger.getLogger(Controls.class);

    private final SuiteWatch suite;
    private final BreakerRegistry breakers;
    private final InstanceIdentity identity;
    private final ControlClient client;
    private final Audit audit;
    private final ChangeFeed feed;
    private final InstantSource clock;

    Controls(
            SuiteWatch suite,
            BreakerRegistry breakers,
            InstanceIdentity identity,
            ControlClient client,
            Audit audit,
            ChangeFeed feed,
            InstantSource clock) {
        this.suite = suite;
        this.breakers = breakers;
        this.identity = identity;
        this.client = client;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    /**
     * Blocks until it is done, or known not to be, everywhere: 7 s at most.
     *
     * @throws ProblemException {@code not-found} where no instance that is known has such a breaker; what a local store
     *     says that cannot be written, and then nothing was done
     */
    AuditEntry act(Order order) {
        var work = Stream.concat(others(order), own(order)).toList();
        if (work.isEmpty()) {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "No instance that is known has such a breaker");
        }
        var entry = audit.begin(order);
        var results = all(work);
        LOG.infof(
                "event=breaker-%s by=%s instances=%d failed=%d",
                order.action().slug(),
                order.by(),
                results.size(),
                results.stream().filter(result -> !result.done()).count());
        feed.publish(new Change(
                clock.instant(),
                Kind.CONTROL,
                order.service(),
                order.instance(),
                Aliases.of(order.breaker()),
                null,
                order.action().slug(),
                order.by() + ": " + order.why()));
        return audit.end(entry, results);
    }

    /**
     * The same order with an instance named by where it is: what it calls itself ends with its process, and an order until a
     * time outlives that.
     */
    Order located(Order order) {
        var instance = order.instance();
        if (instance == null) {
            return order;
        }
        if (instance.equals(identity.instance())) {
            return order.at(itself());
        }
        return suite.observations().stream()
                .filter(seen -> seen.instance().equals(instance))
                .findFirst()
                .map(seen -> order.at(seen.id()))
                .orElse(order);
    }

    /**
     * Instances that this order is about and that began after it was done, so that they know nothing of it.
     *
     * @param order one that opens, as {@link #located}
     */
    List<Newcomer> newcomers(Order order, Instant doneAt) {
        var others = suite.observations().stream()
                .filter(seen -> wanted(order, seen.service().serviceName(), seen.instance(), seen.id()))
                .filter(seen -> beganAfter(seen, doneAt))
                .flatMap(seen -> breaker(seen, order.breaker())
                        .map(breaker -> new Newcomer(seen.instance(), seen.id(), false, breaker.hold() != null)));
        var own = breakers.find(order.breaker()).stream()
                .filter(breaker -> wanted(order, identity.service(), identity.instance(), itself()))
                .filter(breaker -> clock.instant().minus(identity.uptime()).isAfter(doneAt))
                .map(breaker -> new Newcomer(identity.instance(), itself(), true, breaker.held()));
        return Stream.concat(others, own).toList();
    }

    /**
     * One of them.
     *
     * @param process as it calls itself, which no other process does
     * @param own whether it is this one
     * @param held whether the breaker is held open there
     */
    record Newcomer(String process, String place, boolean own, boolean held) {}

    private static boolean beganAfter(Observation seen, Instant time) {
        var snapshot = seen.current();
        var seenAt = seen.seenAt();
        return snapshot != null
                && seenAt != null
                && seenAt.minusSeconds(snapshot.uptime()).isAfter(time);
    }

    private String itself() {
        return identity.service() + "@self";
    }

    private Stream<Callable<InstanceResult>> others(Order order) {
        return suite.observations().stream()
                .filter(seen -> wanted(order, seen.service().serviceName(), seen.instance(), seen.id()))
                .flatMap(seen -> breaker(seen, order.breaker())
                        .map(breaker -> (Callable<InstanceResult>) () -> client.act(
                                new Site(seen.service().serviceName(), seen.instance(), seen.address()),
                                breaker.name(),
                                order)));
    }

    /** That instance's, where it has one: by name, or by the alias of a single host's. */
    private static Stream<BreakerSnapshot> breaker(Observation seen, String breaker) {
        var snapshot = seen.snapshot();
        return snapshot == null
                ? Stream.empty()
                : snapshot.breakers().stream()
                        .filter(each -> each.name().equals(breaker)
                                || Aliases.of(each.name()).equals(breaker))
                        .limit(1);
    }

    private Stream<Callable<InstanceResult>> own(Order order) {
        if (!wanted(order, identity.service(), identity.instance(), itself())) {
            return Stream.empty();
        }
        return breakers.find(order.breaker()).stream().map(breaker -> () -> own(breaker, order));
    }

    private InstanceResult own(Breaker breaker, Order order) {
        switch (order.action()) {
            case OPEN -> breaker.holdOpen(new Hold(order.by(), order.why(), clock.instant()));
            case CLOSE -> breaker.close();
            case RESET -> breaker.reset();
        }
        return new InstanceResult(
                identity.service(), identity.instance(), true, breaker.state().name(), null);
    }

    private static boolean wanted(Order order, String service, String instance, String id) {
        return (order.service() == null || order.service().equals(service))
                && (order.instance() == null
                        || order.instance().equals(instance)
                        || order.instance().equals(id));
    }

    private static List<InstanceResult> all(List<Callable<InstanceResult>> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<InstanceResult>();
            for (Future<InstanceResult> done : threads.invokeAll(work)) {
                results.add(done.get());
            }
            return List.copyOf(results);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemCode.TIMEOUT, "It was broken off before every instance had answered");
        } catch (ExecutionException unexpected) {
            throw new IllegalStateException(unexpected.getCause());
        }
    }
}
