package io.breakwater.resilience.store;

import io.breakwater.resilience.problem.ProblemCode;
import java.util.Locale;

/** Why the local store can't be written. */
public enum StoreFault {
    /** Not opened yet. */
    STARTING,
    /** The disk or the quota is full; what is stored can still be read, and deleting makes room. */
    STORAGE_FULL,
    /** The disk fails: reading or writing ends in an I/O error. */
    DISK_FAILED,
    /** The directory or the file can't be made or written, or is locked by a tool. */
    UNWRITABLE,
    /** The disk does not answer. */
    STALLED,
    /** The file is damaged, or is no database. It is left as it is. */
    CORRUPT,
    /** Another process has it. */
    IN_USE,
    /** A newer version of the service wrote it. */
    NEWER_SCHEMA,
    /** A migration failed. */
    MIGRATION_FAILED,
    /** The service is shutting down. */
    CLOSED;

    /** The name in answers and logs: {@code storage-full}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether what was committed before may still be read. */
    boolean readable() {
        return switch (this) {
            case STORAGE_FULL, DISK_FAILED, UNWRITABLE, STALLED -> true;
            case STARTING, CORRUPT, IN_USE, NEWER_SCHEMA, MIGRATION_FAILED, CLOSED -> false;
        };
    }

    ProblemCode problem() {
        return switch (this) {
            case STORAGE_FULL, DISK_FAILED -> ProblemCode.STORAGE_FULL;
            case STARTING, UNWRITABLE, STALLED, CORRUPT, IN_USE, NEWER_SCHEMA, MIGRATION_FAILED, CLOSED ->
                ProblemCode.DEPENDENCY_UNAVAILABLE;
        };
    }
}
