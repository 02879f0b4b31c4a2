package io.breakwater.imageproxy.cache;

import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.store.LocalStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Everything that changes the disk, on one thread: sweeping at the start, writing, evicting what was longest not used.
 * What waits for it is bounded in number and bytes. It waits for the first sweep too, unless there is no disk to sweep.
 */
final class DiskKeeper {

    private static final Logger LOG = Logger.getLogger(DiskKeeper.class);

    private static final int QUEUE = 2_048;
    private static final int BATCH = 256;

    /** Nobody waits for an image to be on disk: this long the first of a batch waits for others, which share its fsync. */
    private static final long GATHER_MS = 100;

    private static final int EVICTED_AT_ONCE = 512;
    private static final int PART_EVICTED = 50;

    /** This part of it is kept free for what comes; or more, where that is larger. */
    private static final int ROOM_PART = 20;

    /** An image that would take more than this part of it is not worth what it would drive out. */
    private static final int LARGEST_PART = 4;

    private static final int MAX_TOUCHED = 10_000;
    private static final long TICK_MS = 500;
    private static final long TOUCH_EVERY_MS = 15_000;

    /** What a file takes beyond its bytes: the rest of its last block, half of one on average. */
    private static final int BLOCK = 4_096;

    private final LocalStore store;
    private final ImageCacheSettings settings;
    private final ImageFiles files;
    private final ImageIndex index;
    private final InstantSource clock;
    private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong pendingBytes = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final KnownKeys known = new KnownKeys(new SecureRandom().nextLong());
    private final Map<String, Instant> touched = new ConcurrentHashMap<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("image-disk").unstarted(this::run);
    private final Set<String> leaving = ConcurrentHashMap.newKeySet();

    /** From the start to the stop. */
    private volatile boolean open;

    // Touched on the thread alone.
    private boolean swept;
    private final SequencedMap<String, Doomed> doomed = new LinkedHashMap<>();
    private long doomedBytes;
    private long room;
    private long touchedAt;
    private boolean failing;

    private sealed interface Job {
        record Write(DiskCache.Put put) implements Job {}

        record Drop(String hash) implements Job {}

        record Forget(String key) implements Job {}

        record Clear(CompletableFuture<Long> cleared) implements Job {}
    }

    private record Doomed(long size, Instant due) {}

    DiskKeeper(LocalStore store, ImageCacheSettings settings, ImageFiles files, ImageIndex index, InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.files = files;
        this.index = index;
        this.clock = clock;
    }

    void start() {
        open = true;
        thread.start();
    }

    /** Writes what waits, and ends; waits for that a little. */
    void stop() {
        open = false;
        try {
            if (thread.isAlive()) {
                thread.join(TimeUnit.SECONDS.toMillis(2));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    long bytes() {
        return bytes.get();
    }

    long entries() {
        return known.size();
    }

    /** Whether there may be a row for this URL. */
    boolean mayHold(String key) {
        return known.mayHold(key);
    }

    /** Whether this file is on its way out. */
    boolean leaving(String hash) {
        return leaving.contains(hash);
    }

    /** Does nothing, and says so at once, where too much waits. */
    void put(DiskCache.Put put) {
        var size = put.bytes().length;
        var fits = pendingBytes.addAndGet(size) <= settings.maxPendingBytes();
        if (!open || !fits || !jobs.offer(new Job.Write(put))) {
            pendingBytes.addAndGet(-size);
            put.done().complete(false);
        }
    }

    void drop(String hash) {
        // Where the queue is full the next look finds it again.
        jobs.offer(new Job.Drop(hash));
    }

    void forget(String key) {
        if (open) {
            jobs.offer(new Job.Forget(key));
        }
    }

    void used(String key) {
        if (touched.size() < MAX_TOUCHED) {
            touched.put(key, clock.instant());
        }
    }

    CompletableFuture<Long> clear() {
        var cleared = new CompletableFuture<Long>();
        if (!open) {
            cleared.complete(0L);
        } else if (!jobs.offer(new Job.Clear(cleared))) {
            cleared.completeExceptionally(new IllegalStateException("too much waits to be written"));
        }
        return cleared;
    }

    private interface Step {
        void take() throws IOException, InterruptedException;
    }

    private void run() {
        while (open || !jobs.isEmpty()) {
            attempt(this::sweepOnce);
            attempt(this::workNext);
        }
    }

    private void attempt(Step step) {
        try {
            step.take();
        } catch (IOException | UncheckedIOException failed) {
            complain(failed);
        } catch (ProblemException failed) {
            known.doubt();
            complain(failed);
        } catch (InterruptedException nobodyDoes) {
            open = false;
        } catch (RuntimeException unexpected) {
            known.doubt();
            LOG.error("event=image-disk-broken", unexpected);
        }
    }

    private void sweepOnce() throws IOException {
        if (!swept && store.fault().isEmpty()) {
            sweep();
            swept = true;
        }
    }

    private void workNext() throws IOException, InterruptedException {
        var job = jobs.poll(TICK_MS, TimeUnit.MILLISECONDS);
        if (!swept) {
            refuse(job);
            return;
        }
        if (job != null) {
            work(job);
        }
        if (store.fault().isEmpty()) {
            tidy();
        }
        failing = false;
    }

    /** There is no disk to do it on, and nobody knows when there will be. */
    private void refuse(@Nullable Job job) {
        if (job instanceof Job.Write(var put)) {
            done(put, false);
        } else if (job instanceof Job.Clear(var cleared)) {
            cleared.complete(0L);
        }
    }

    /** Once, until it works again: it is tried twice a second. */
    private void complain(Exception failed) {
        if (!failing) {
            LOG.warnf("event=image-disk-failed cause=%s", failed.getClass().getSimpleName());
        }
        failing = true;
    }

    private void sweep() throws IOException {
        var wanted = index.hashes();
        var kept = new AtomicLong();
        files.sweep(wanted, size -> kept.addAndGet(size + BLOCK));
        bytes.set(kept.get());
        // The rows whose files are gone.
        for (var hash : wanted) {
            index.forget(hash);
        }
        known.replace(index.keys(known::bits));
    }

    private void work(Job first) throws InterruptedException {
        var writes = new ArrayList<DiskCache.Put>();
        var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHER_MS);
        for (@Nullable Job job = first; job != null; job = next(writes.size(), until)) {
            switch (job) {
                case Job.Write(var put) -> writes.add(put);
                case Job.Drop(var hash) -> {
                    write(writes);
                    drop(List.of(hash));
                }
                case Job.Forget(var key) -> {
                    write(writes);
                    doom(index.forgetKey(key));
                }
                case Job.Clear(var cleared) -> {
                    write(writes);
                    clear(cleared);
                }
            }
        }
        write(writes);
    }

    private @Nullable Job next(int writes, long until) throws InterruptedException {
        if (writes == BATCH) {
            return null;
        }
        return writes > 0 && open ? jobs.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS) : jobs.poll();
    }

    private void drop(Collection<String> hashes) {
        for (var hash : hashes) {
            known.remove(index.forget(hash).keys());
            delete(hash, files.size(hash));
        }
    }

    private void clear(CompletableFuture<Long> cleared) {
        try {
            var held = known.size();
            doom(index.clear());
            known.replace(List.of());
            touched.clear();
            cleared.complete(held);
        } catch (RuntimeException failed) {
            known.doubt();
            cleared.completeExceptionally(failed);
        }
    }

    /** Empties the list. */
    private void write(List<DiskCache.Put> puts) {
        if (puts.isEmpty()) {
            return;
        }
        var written = new ArrayList<DiskCache.Put>();
        try {
            for (var put : puts) {
                if (written(put)) {
                    written.add(put);
                }
            }
            if (!written.isEmpty()) {
                var before = known.add(written.stream().map(DiskCache.Put::key).toList());
                doom(index.put(written, before, clock.instant()));
                written.forEach(put -> put.done().complete(true));
            }
        } catch (ProblemException unwritable) {
            known.doubt();
            complain(unwritable);
            doom(written.stream().map(put -> put.image().body().hash()).toList());
        } finally {
            puts.forEach(put -> done(put, false));
            puts.clear();
        }
    }

    /** Whoever was told that it was written is told nothing else any more. */
    private void done(DiskCache.Put put, boolean written) {
        pendingBytes.addAndGet(-put.bytes().length);
        put.done().complete(written);
    }

    private boolean written(DiskCache.Put put) {
        var hash = put.image().body().hash();
        var size = put.bytes().length;
        if (files.size(hash) == size) {
            return true;
        }
        if (store.fault().isPresent() || size > settings.maxDiskBytes() / LARGEST_PART) {
            return false;
        }
        if (bytes.get() + size + BLOCK > settings.maxDiskBytes()) {
            // Room is made for the next of its size.
            room = Math.max(room, size + BLOCK);
            return false;
        }
        try {
            files.write(hash, put.bytes());
            bytes.addAndGet(size + BLOCK);
            return true;
        } catch (IOException full) {
            complain(full);
            return false;
        }
    }

    private void tidy() throws IOException {
        if (!known.complete()) {
            known.replace(index.keys(known::bits));
        }
        var now = clock.instant();
        if (now.toEpochMilli() - touchedAt > TOUCH_EVERY_MS && !touched.isEmpty()) {
            touchedAt = now.toEpochMilli();
            var used = new HashMap<>(touched);
            index.touch(used);
            used.forEach(touched::remove);
        }
        evict();
        for (var first = doomed.firstEntry();
                first != null && !first.getValue().due().isAfter(now);
                first = doomed.firstEntry()) {
            var hash = first.getKey();
            // It may have been wanted again.
            if (!index.refersTo(hash)) {
                delete(hash, files.size(hash));
            }
            pardon(hash);
        }
    }

    private void pardon(String hash) {
        var before = doomed.remove(hash);
        if (before != null) {
            doomedBytes -= before.size();
        }
        leaving.remove(hash);
    }

    private void evict() {
        var full = settings.maxDiskBytes() - Math.max(room, settings.maxDiskBytes() / ROOM_PART);
        while (bytes.get() - doomedBytes > full || known.size() > settings.maxDiskEntries()) {
            var coldest = index.forgetColdest(Math.clamp(known.size() / PART_EVICTED, 1, EVICTED_AT_ONCE));
            doom(coldest);
            if (coldest.keys().isEmpty()) {
                break;
            }
        }
    }

    private void doom(ImageIndex.Gone gone) {
        known.remove(gone.keys());
        doom(gone.files());
    }

    private void doom(Collection<String> hashes) {
        var due = clock.instant().plus(DiskCache.LINGER);
        for (var hash : hashes) {
            // Once more from now on, where it was doomed before and given out since.
            pardon(hash);
            var size = files.size(hash) + BLOCK;
            doomed.put(hash, new Doomed(size, due));
            doomedBytes += size;
            leaving.add(hash);
        }
    }

    private void delete(String hash, long size) {
        try {
            if (size > 0) {
                files.delete(hash);
                bytes.addAndGet(-(size + BLOCK));
            }
        } catch (IOException undeletable) {
            complain(undeletable);
        }
    }
}
