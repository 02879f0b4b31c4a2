package io.breakwater.usage.proof;

import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A caller as they should be: it sends each increment, with its key, until that is acknowledged. It reads what it wrote,
 * now and then repeats what was acknowledged, and never gives up.
 */
final class Client implements Runnable {

    /** A refused connection answers at once; asked again and again it would only heat the machine. */
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final YearMonth MONTH = YearMonth.now(ZoneOffset.UTC);

    private final List<Replica> replicas;
    private final Workload workload;
    private final Book book;
    private final Random random;
    private final BooleanSupplier going;

    Client(List<Replica> replicas, Workload workload, Book book, long seed, BooleanSupplier going) {
        this.replicas = replicas;
        this.workload = workload;
        this.book = book;
        this.random = new Random(seed);
        this.going = going;
    }

    @Override
    public void run() {
        try {
            while (going.getAsBoolean()) {
                var increment = workload.next(random);
                book.asking(increment);
                var replica = count(increment);
                switch (random.nextInt(8)) {
                    case 0, 1 -> readOwn(replica, increment);
                    case 2 -> untilAcknowledged(increment);
                    default -> {}
                }
            }
        } catch (RuntimeException | AssertionError failure) {
            book.wrong("A client ended: " + failure);
        }
    }

    private Replica count(Increment increment) {
        var acknowledgement = untilAcknowledged(increment);
        book.acknowledged(increment, acknowledgement.by().number(), acknowledgement.life());
        return acknowledgement.by();
    }

    /** @param life odd where it may have been another one */
    private record Acknowledgement(Replica by, int life) {}

    private Acknowledgement untilAcknowledged(Increment increment) {
        var started = System.nanoTime();
        while (System.nanoTime() - started < LONGEST.toNanos()) {
            var replica = replicas.get(random.nextInt(replicas.size()));
            var life = replica.life();
            var answer = replica.post(increment, increment.body());
            if (answer.filter(Replica.Answer::acknowledges).isPresent()) {
                return new Acknowledgement(replica, life == replica.life() ? life : -3);
            }
            answer.filter(said -> said.status() >= 400 && said.status() < 500 && said.status() != 429)
                    .ifPresent(said -> {
                        throw new IllegalStateException("Refused for good: " + said + " for " + increment);
                    });
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
        throw new IllegalStateException("Not acknowledged in " + LONGEST + ": " + increment);
    }

    /** A user's own write is in their next read. */
    private void readOwn(Replica replica, Increment increment) {
        var counter = increment.counter();
        var life = replica.life();
        var everAcknowledged = book.acknowledgedBy(replica.number(), counter);
        var lately = book.acknowledgedBy(replica.number(), life, counter);
        replica.get(counter.path()).filter(said -> said.status() == 200).ifPresent(said -> {
            if (!counter.metric().equals(Workload.NOW) || !MONTH.equals(YearMonth.now(ZoneOffset.UTC))) {
                return;
            }
            var used = said.used(counter.metric());
            // What it knew before it was killed it may not know while the database is away; it says so.
            var least = said.degraded() ? life % 2 == 0 && life == replica.life() ? lately : 0 : everAcknowledged;
            if (used < least) {
                book.wrong("Replica " + replica.number() + " acknowledged " + least + " and reads " + used + ": "
                        + said.body());
            }
            if (!said.degraded() && used > book.asked(counter)) {
                book.wrong("Replica " + replica.number() + " was asked for " + book.asked(counter) + " and reads "
                        + used + ": " + said.body());
            }
        });
    }
}
