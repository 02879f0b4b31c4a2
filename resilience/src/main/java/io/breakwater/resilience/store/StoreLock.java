package io.breakwater.resilience.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * That this process has the database, and no other: an operating system's lock, gone when the process dies, on a file of
 * its own. Not on the database: closing any handle of a file drops all of a process's locks on it, SQLite's included. And
 * not SQLite's exclusive locking mode, which would lock our own readers out.
 */
final class StoreLock implements AutoCloseable {

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock for this database; null where another process, or another store of this one, has it. */
    static @Nullable StoreLock tryAcquire(Path database) throws IOException {
        // Never deleted: another process could then lock the deleted file and a third one the new file.
        var channel = FileChannel.open(Path.of(database + ".lock"), CREATE, WRITE);
        try {
            if (channel.tryLock() != null) {
                return new StoreLock(channel);
            }
        } catch (OverlappingFileLockException _) {
            // Another store in this process: the same answer.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
