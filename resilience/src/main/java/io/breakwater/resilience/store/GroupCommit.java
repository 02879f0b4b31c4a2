package io.breakwater.resilience.store;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Turns many small pieces of work that arrive at once into few large ones: callers wait in a bounded queue, workers take
 * whatever is there, up to a batch, and each caller gets its own result. One caller after another is never delayed. After a
 * batch of several items others are given a moment to come too, 4 ms at most, so that under load there are few large
 * batches. Several workers run batches side by side only where one is full, or the one under way is slow.
 *
 * <p>Threads: {@link #submit} may be called by any number of threads, virtual ones included, but not from within the work
 * itself. The lock guards the queue and the counters only; it is never held while the work runs.
 *
 * @param <T> what a caller hands in
 * @param <R> what a caller gets back
 */
public final class GroupCommit<T, R extends @Nullable Object> implements AutoCloseable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /**
     * How long a batch under way is waited for before another worker takes what has come meanwhile. Small batches side by
     * side cost more than one large one, and fight for the same rows: on 2 cores 64 callers of one hot key in PostgreSQL got
     * 1,750/s by four workers at once, 3,180/s by one (measured). One that hangs must not hold up the others for long.
     */
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private final String name;
    private final int capacity;
    private final int maxBatch;
    private final Function<List<T>, List<R>> work;
    private final List<Thread> workers;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Waiting<T, R>> queue = new ArrayDeque<>();
    private final Gathering gathering = new Gathering(System.nanoTime());
    private int processing;

    /** How many of those in the queue are in no hurry. */
    private int patient;

    private boolean closed;

    /**
     * With virtual threads as workers, for work that blocks in Java (JDBC to PostgreSQL, HTTP).
     *
     * @param name of the worker threads
     * @param capacity items that may wait, 1 or more; an item being worked on does not count
     * @param maxBatch items handed to the work at once, 1 or more
     * @param workers batches under way at the same time, 1 or more
     * @param work gives one result per item, in the same order; what it throws is thrown to each caller of the batch
     */
    public GroupCommit(String name, int capacity, int maxBatch, int workers, Function<List<T>, List<R>> work) {
        this(
                name,
                capacity,
                maxBatch,
                workers,
                Thread.ofVirtual().name(name + "-", 0).factory(),
                work);
    }

    /** With threads of another kind: calls into native code would hold on to the carriers of virtual ones. */
    GroupCommit(
            String name,
            int capacity,
            int maxBatch,
            int workers,
            ThreadFactory threads,
            Function<List<T>, List<R>> work) {
        if (capacity < 1 || maxBatch < 1 || workers < 1) {
            throw new IllegalArgumentException("capacity, maxBatch and workers must be 1 or more, are " + capacity
                    + ", " + maxBatch + " and " + workers);
        }
        this.name = requireNonNull(name, "name");
        this.capacity = capacity;
        this.maxBatch = maxBatch;
        this.work = requireNonNull(work, "work");
        this.workers = IntStream.range(0, workers)
                .mapToObj(_ -> threads.newThread(this::workUntilClosed))
                .toList();
        this.workers.forEach(Thread::start);
    }

    /** As {@link #submit(Object, Duration)}, with the longest wait there is: 5 minutes. */
    public R submit(T item) {
        return submit(item, LONGEST_WAIT);
    }

    /**
     * Hands an item in and waits for its result.
     *
     * @param limit how long to wait, at most 5 minutes
     * @throws ProblemException {@link ProblemCode#BULKHEAD_FULL} where the queue is full, or closed: nothing was done;
     *     {@link ProblemCode#TIMEOUT} when the limit passed or the caller was interrupted: an item that still waited is
     *     withdrawn and never worked on, but one that was being worked on may still succeed
     */
    public R submit(T item, Duration limit) {
        return submitAll(List.of(item), limit).getFirst();
    }

    /**
     * Hands items in together, in their order, and waits for all results.
     *
     * @param limit how long to wait, at most 5 minutes
     * @throws ProblemException as {@link #submit(Object, Duration)}; where the queue has no room for all of them none was
     *     taken. Where the work fails for some, its first failure is thrown, and the others may have succeeded.
     */
    public List<R> submitAll(List<T> items, Duration limit) {
        if (workers.contains(Thread.currentThread())) {
            throw new IllegalStateException("Work of " + name + " submits to " + name + ": it would wait for itself");
        }
        var waiting = items.stream()
                .map(item -> new Waiting<T, R>(requireNonNull(item, "item"), new CompletableFuture<>(), false))
                .toList();
        enqueue(waiting);
        var deadline = System.nanoTime() + (limit.compareTo(LONGEST_WAIT) < 0 ? limit : LONGEST_WAIT).toNanos();
        try {
            var results = new ArrayList<R>(waiting.size());
            for (var one : waiting) {
                results.add(one.result().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            throw asUnchecked(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException _) {
            throw gaveUp(waiting, "It was not stored within its time limit");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw gaveUp(waiting, "It was interrupted before it was stored");
        }
    }

    /**
     * Hands an item in for which nobody waits: it goes with whatever is handed in next, or by itself after 20 ms.
     *
     * @return its result; what depends on it runs on the worker's thread, and must not block
     * @throws ProblemException {@link ProblemCode#BULKHEAD_FULL} as {@link #submit(Object, Duration)}
     */
    public CompletableFuture<R> leave(T item) {
        var waiting = new Waiting<T, R>(requireNonNull(item, "item"), new CompletableFuture<>(), true);
        enqueue(List.of(waiting));
        return waiting.result();
    }

    /** What is going on now. */
    public Load load() {
        lock.lock();
        try {
            return new Load(queue.size(), processing, capacity);
        } finally {
            lock.unlock();
        }
    }

    /** Accepts no more, works off what was accepted, and returns when that is done. A second call only waits. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (var worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * How much is going on.
     *
     * @param queueSize items that wait
     * @param processing items in batches that are under way
     * @param capacity items that may wait
     */
    public record Load(int queueSize, int processing, int capacity) {}

    private void enqueue(List<Waiting<T, R>> waiting) {
        lock.lock();
        try {
            if (closed) {
                throw ProblemException.of(ProblemCode.BULKHEAD_FULL, "The service is shutting down")
                        .retryAfter(RETRY_AFTER);
            }
            if (queue.size() + waiting.size() > capacity) {
                throw ProblemException.of(ProblemCode.BULKHEAD_FULL, "Too much waits to be stored")
                        .retryAfter(RETRY_AFTER);
            }
            var unwatched = queue.isEmpty();
            waiting.forEach(this::add);
            if (unwatched || due()) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(Waiting<T, R> one) {
        queue.add(one);
        patient += one.patient() ? 1 : 0;
    }

    private Waiting<T, R> next() {
        var one = queue.remove();
        patient -= one.patient() ? 1 : 0;
        return one;
    }

    private ProblemException gaveUp(List<Waiting<T, R>> waiting, String detail) {
        lock.lock();
        try {
            // Those that are patient are never given up.
            queue.removeAll(waiting);
        } finally {
            lock.unlock();
        }
        return ProblemException.of(ProblemCode.TIMEOUT, detail).retryAfter(RETRY_AFTER);
    }

    private void workUntilClosed() {
        for (var batch = take(); !batch.isEmpty(); batch = take()) {
            var started = System.nanoTime();
            try {
                complete(batch);
            } finally {
                done(batch.size(), started);
            }
        }
    }

    /** The next batch; empty when closed and nothing is left. */
    private List<Waiting<T, R>> take() {
        lock.lock();
        try {
            while (!closed && !due()) {
                awaitDue();
            }
            var batch = new ArrayList<Waiting<T, R>>(Math.min(maxBatch, queue.size()));
            while (!queue.isEmpty() && batch.size() < maxBatch) {
                batch.add(next());
            }
            processing += batch.size();
            if (!queue.isEmpty()) {
                // What is left has a worker that watches it.
                changed.signal();
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private boolean due() {
        return !queue.isEmpty()
                && (processing == 0 && hurry() && gathering.over(queue.size(), System.nanoTime())
                        || queue.size() >= maxBatch
                        || patienceLeft() <= 0);
    }

    private boolean hurry() {
        return queue.size() > patient;
    }

    private void awaitDue() {
        if (queue.isEmpty()) {
            changed.awaitUninterruptibly();
            return;
        }
        try {
            changed.awaitNanos(
                    processing == 0 && hurry()
                            ? Math.min(gathering.left(System.nanoTime()), patienceLeft())
                            : patienceLeft());
        } catch (InterruptedException stray) {
            // A time limit's interrupt may come after the work that it was meant for; closing is told otherwise.
        }
    }

    private long patienceLeft() {
        return PATIENCE.toNanos() - (System.nanoTime() - queue.element().since());
    }

    private void done(int items, long started) {
        lock.lock();
        try {
            processing -= items;
            gathering.ended(items, queue.size(), started, System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    // Whatever the work throws, an Error too, belongs to the callers that wait for it, and the worker lives on.
    private void complete(List<Waiting<T, R>> batch) {
        try {
            var results = work.apply(batch.stream().map(Waiting::item).toList());
            if (results.size() != batch.size()) {
                throw new IllegalStateException(
                        name + " got " + results.size() + " results for " + batch.size() + " items");
            }
            for (var i = 0; i < results.size(); i++) {
                batch.get(i).result().complete(results.get(i));
            }
        } catch (Throwable failure) {
            batch.forEach(waiting -> waiting.result().completeExceptionally(failure));
        }
    }

    private static RuntimeException asUnchecked(Throwable failure) {
        return switch (failure) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            case Throwable other -> new CompletionException(other);
        };
    }

    /** Compared by identity, so that withdrawing one of two equal items takes the right one. */
    private static final class Waiting<T, R extends @Nullable Object> {

        private final T item;
        private final CompletableFuture<R> result;
        private final boolean patient;
        private final long since = System.nanoTime();

        Waiting(T item, CompletableFuture<R> result, boolean patient) {
            this.item = item;
            this.result = result;
            this.patient = patient;
        }

        T item() {
            return item;
        }

        CompletableFuture<R> result() {
            return result;
        }

        boolean patient() {
            return patient;
        }

        long since() {
            return since;
        }
    }
}
