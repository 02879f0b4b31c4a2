package io.breakwater.health.recovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.health.background.Repeated;
import io.breakwater.health.component.ComponentListener;
import io.breakwater.health.component.ComponentReport;
import io.breakwater.health.component.ComponentStatus;
import io.breakwater.health.component.Components;
import io.breakwater.health.document.Document;
import io.breakwater.health.document.Documents;
import io.breakwater.health.suite.SuiteWatch;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.recovery.RecoveryAttempt;
import io.breakwater.resilience.recovery.RecoveryHistory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notes each outage that is over, on disk and over restarts, written from a thread of its own. What does not fit into the
 * queue of a store that is away is lost to this history, the latest first.
 */
@Singleton
final class Recoveries implements ComponentListener {

    private static final Logger LOG = Logger.getLogger(Recoveries.class);
    private static final String KIND = "recovery";
    private static final String BY_ITSELF = "by-itself";
    private static final String MODEL_BREAKER = "ai-service";
    private static final int QUEUE = 1_024;
    private static final int KEPT = 5_000;
    private static final int TRIM_EVERY = 500;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** An attempt and what a check saw of it are as far apart as two checks. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    private record Began(Instant at, String reason) {}

    private final Documents documents;
    private final SuiteWatch suite;
    private final RecoveryHistory own;
    private final ObjectMapper json;
    private final Map<String, Began> outages = new ConcurrentHashMap<>();
    private final BlockingQueue<Recovery> queue = new ArrayBlockingQueue<>(QUEUE);
    private int written;
    private @Nullable Repeated writer;

    Recoveries(Documents documents, SuiteWatch suite, RecoveryHistory own, ObjectMapper json) {
        this.documents = documents;
        this.suite = suite;
        this.own = own;
        this.json = json;
    }

    synchronized void start(@Observes StartupEvent event) {
        writer = Repeated.start("recoveries", this::write);
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (writer != null) {
            writer.close(Duration.ofSeconds(1));
        }
        write();
    }

    @Override
    public void checked(ComponentReport report, boolean changed) {
        if (report.status() == ComponentStatus.UNHEALTHY) {
            outages.putIfAbsent(
                    report.name(),
                    new Began(report.since(), report.detail() == null ? "it does not answer" : report.detail()));
        } else if (report.status() != ComponentStatus.UNKNOWN) {
            var began = outages.remove(report.name());
            if (began != null && report.status() != ComponentStatus.NOT_CONFIGURED) {
                queue.offer(new Recovery(
                        report.name(), began.at(), report.since(), began.reason(), recoveredBy(report.name(), began)));
            }
        }
    }

    /** The latest first. */
    List<Recovery> latest(int atMost) {
        return documents.latest(KIND, atMost).stream().map(this::read).toList();
    }

    private String recoveredBy(String component, Began began) {
        var target = component.equals(Components.MODEL.name()) ? MODEL_BREAKER : component;
        var others = suite.observations().stream()
                .map(seen -> seen.snapshot())
                .flatMap(snapshot -> snapshot == null ? Stream.empty() : snapshot.recovery().stream());
        return Stream.concat(own.latest().stream(), others)
                .filter(attempt -> attempt.success()
                        && attempt.target().equals(target)
                        && attempt.last().plus(SLACK).isAfter(began.at()))
                .max(Comparator.comparing(RecoveryAttempt::last))
                .map(attempt -> attempt.strategy().slug())
                .orElse(BY_ITSELF);
    }

    private Duration write() {
        for (var next = queue.peek(); next != null; next = queue.peek()) {
            try {
                documents.put(new Document(
                        KIND,
                        UUID.randomUUID().toString(),
                        json.writeValueAsString(next),
                        next.until().toEpochMilli()));
                queue.remove();
                if (++written % TRIM_EVERY == 0) {
                    documents.trim(KIND, KEPT);
                }
            } catch (ProblemException storeAway) {
                LOG.debugf("event=recovery-waits reason=%s", storeAway.code().slug());
                return PAUSE.multipliedBy(4);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("our own records can be written", impossible);
            }
        }
        return PAUSE;
    }

    private Recovery read(Document document) {
        try {
            return json.readValue(document.body(), Recovery.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("we wrote it", impossible);
        }
    }
}
