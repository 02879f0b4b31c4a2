package io.breakwater.health.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.health.document.Document;
import io.breakwater.health.document.Documents;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The trail of what operators did: written before it is done, completed after. On disk when a method returns. */
@Singleton
final class Audit {

    private static final String KIND = "control-audit";
    private static final int KEPT = 10_000;
    private static final int TRIM_EVERY = 100;

    private final Documents documents;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final AtomicInteger written = new AtomicInteger();

    Audit(Documents documents, ObjectMapper json, InstantSource clock) {
        this.documents = documents;
        this.json = json;
        this.clock = clock;
    }

    /** It is about to be done. */
    AuditEntry begin(Order order) {
        var entry = new AuditEntry(UUID.randomUUID().toString(), clock.instant(), order, null);
        write(entry, 0);
        if (written.incrementAndGet() % TRIM_EVERY == 0) {
            documents.trim(KIND, KEPT);
        }
        return entry;
    }

    AuditEntry end(AuditEntry entry, List<InstanceResult> results) {
        var whole = new AuditEntry(entry.id(), entry.at(), entry.order(), results);
        write(whole, 1);
        return whole;
    }

    /** The latest first. */
    List<AuditEntry> latest(int atMost) {
        return documents.latest(KIND, atMost).stream().map(this::read).toList();
    }

    private void write(AuditEntry entry, int step) {
        try {
            documents.put(new Document(
                    KIND, entry.id(), json.writeValueAsString(entry), entry.at().toEpochMilli() + step));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("our own records can be written", impossible);
        }
    }

    private AuditEntry read(Document document) {
        try {
            return json.readValue(document.body(), AuditEntry.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("we wrote it", impossible);
        }
    }
}
