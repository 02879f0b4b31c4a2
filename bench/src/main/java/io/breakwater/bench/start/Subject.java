package io.breakwater.bench.start;

import io.breakwater.bench.Container;
import io.breakwater.bench.load.Requests;
import io.breakwater.resilience.testing.Packaging;
import io.breakwater.resilience.testing.ServiceProcess;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A service alone, with no other and no store to go to, and something cheap to ask it for. */
enum Subject {
    HEALTH("health-service", () -> Requests.get("/api/health")),
    USAGE(
            "usage-service",
            () -> Requests.post(
                    "/api/usage/linkedin/somebody/increment", UUID.randomUUID().toString(), "{}")),
    /** An address that the guard refuses: one transparent pixel. */
    IMAGE_PROXY(
            "image-proxy-service", () -> Requests.get("/api/proxy-image?fallback=pixel&url=http://127.0.0.1/a.png")),
    AI_REPLY(
            "ai-reply-service",
            () -> Requests.post(
                    "/api/ai-reply/somebody",
                    UUID.randomUUID().toString(),
                    "{\"platform\": \"linkedin\", \"notification\": {\"text\": \"What a great article, thank you!\"}}"));

    final String id;
    final Requests requests;

    Subject(String id, Requests requests) {
        this.id = id;
        this.requests = requests;
    }

    /** @throws IllegalArgumentException for what is none of them */
    static List<Subject> named(String name) {
        var found = Arrays.stream(values())
                .filter(subject -> name.equals("all") || subject.id.equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("--service must be all or one of "
                    + Arrays.stream(values()).map(subject -> subject.id).toList());
        }
        return found;
    }

    Path target() {
        return Path.of(id, "target");
    }

    /** With the memory that its image gives it. */
    ServiceProcess.Builder packaged(Packaging packaging) {
        return Container.service(target(), packaging).env("BREAKWATER_LIMIT_USER_RATE", "0");
    }
}
