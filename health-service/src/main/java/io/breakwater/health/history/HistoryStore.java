package io.breakwater.health.history;

import io.breakwater.health.storage.SharedStore;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.store.LocalStore;
import io.breakwater.resilience.store.SqlWork;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Where the history lies: in PostgreSQL where it is there, on the local disk else. What was kept here meanwhile moves there
 * when it is back, and counts once.
 */
@Singleton
final class HistoryStore {

    private static final int BITE = 500;

    private final SharedStore shared;
    private final LocalStore local;

    /** What came of it, and where it was done. */
    record Done<T>(T value, boolean inPostgres) {}

    HistoryStore(SharedStore shared, LocalStore local) {
        this.shared = shared;
        this.local = local;
    }

    /**
     * Does it where the history is kept now. It may be done twice, and must then change nothing more.
     *
     * @throws ProblemException where neither store can be used
     */
    <T> Done<T> write(SqlWork<T> work) {
        return shared.configured() && shared.call(work) instanceof DatabaseReply.Answered<T>(var value)
                ? new Done<>(value, true)
                : new Done<>(local.write(work), false);
    }

    /** @throws ProblemException where neither store can be read */
    <T> Done<T> read(SqlWork<T> work) {
        return shared.configured() && shared.call(work) instanceof DatabaseReply.Answered<T>(var value)
                ? new Done<>(value, true)
                : new Done<>(local.read(work::run), false);
    }

    /** Moves a bite of what is kept here; answers whether there may be more. Cut off anywhere it is moved again. */
    boolean moveOut() {
        return shared.configured() && (moveChecks() || moveSums());
    }

    private boolean moveChecks() {
        var checks = local.read(connection -> HistoryTables.oldest(connection, BITE));
        if (checks.isEmpty()
                || shared.call(connection -> take(connection, checks)) instanceof DatabaseReply.Away<Integer>) {
            return false;
        }
        local.write(connection -> HistoryTables.forget(connection, checks));
        return true;
    }

    private static int take(Connection connection, List<HistoryEntry> checks) throws SQLException {
        var taken = HistoryTables.add(connection, checks);
        RollUp.setBack(connection, checks.getFirst().at());
        return taken;
    }

    private boolean moveSums() {
        var sums = local.read(connection -> Sum.some(connection, BITE));
        if (sums.isEmpty()
                || shared.call(connection -> takeSums(connection, sums)) instanceof DatabaseReply.Away<Integer>) {
            return false;
        }
        local.write(connection -> {
            Sum.forget(connection, sums);
            return RollUp.forget(connection);
        });
        return true;
    }

    private static int takeSums(Connection connection, List<Sum> sums) throws SQLException {
        var taken = Sum.write(connection, sums);
        // An hour that began there and went on here is the sum of both.
        var minutes = sums.stream()
                .filter(sum -> sum.grain().equals(Sum.MINUTE))
                .mapToLong(Sum::at)
                .summaryStatistics();
        if (minutes.getCount() > 0) {
            var components = sums.stream().map(Sum::component).distinct().toList();
            Sum.writeHours(connection, minutes.getMin(), minutes.getMax() + Sum.MINUTE_MS, components);
        }
        return taken;
    }
}
