package io.breakwater.resilience.store;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The one place that says what a failure of SQLite or of the file system means for the store. */
final class SqliteFaults {

    private SqliteFaults() {}

    /** The fault of the store behind this failure; null where the statement was at fault, or a caller's own code. */
    static @Nullable StoreFault of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case StoreFaultException known -> {
                    return known.fault();
                }
                case SQLiteException sqlite -> {
                    return of(sqlite.getResultCode());
                }
                case IOException io -> {
                    return ofFileSystem(io);
                }
                default -> {}
            }
        }
        return null;
    }

    /** What a caller is told of a unit that failed with this. */
    static ProblemException problem(Throwable failure) {
        var fault = of(failure);
        return fault == null
                ? ProblemException.of(ProblemCode.INTERNAL, "The local store could not run this", failure)
                : StoreState.refusal(fault);
    }

    private static @Nullable StoreFault of(SQLiteErrorCode result) {
        // The low byte is the primary code; the rest says more, such as which call to the disk failed.
        return switch (SQLiteErrorCode.getErrorCode(result.code & 0xff)) {
            case SQLITE_FULL -> StoreFault.STORAGE_FULL;
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT -> StoreFault.CORRUPT;
            case SQLITE_IOERR -> StoreFault.DISK_FAILED;
            case SQLITE_READONLY,
                    SQLITE_CANTOPEN,
                    SQLITE_PERM,
                    SQLITE_NOMEM,
                    SQLITE_BUSY,
                    SQLITE_LOCKED,
                    SQLITE_PROTOCOL,
                    SQLITE_NOLFS,
                    SQLITE_INTERNAL -> StoreFault.UNWRITABLE;
            // Foreign and long: what is not the store's fault is the statement's.
            default -> null;
        };
    }

    private static StoreFault ofFileSystem(IOException failure) {
        // Java has no type for ENOSPC.
        return String.valueOf(failure.getMessage()).contains("No space left")
                ? StoreFault.STORAGE_FULL
                : StoreFault.UNWRITABLE;
    }
}
