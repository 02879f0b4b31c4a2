package io.breakwater.usage.limit;

import io.breakwater.resilience.identity.UserId;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.period.Window;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Limits in the local store, which has them where no database is configured. Within a unit of the store's work. */
public final class LocalLimits {

    private LocalLimits() {}

    public static Limits of(Connection connection, Account account) throws SQLException {
        try (var select = connection.prepareStatement("""
                select metric, period_window, amount from usage_limit where user_id = ? and platform = ?
                """)) {
            select.setString(1, account.user().value());
            select.setString(2, account.platform().slug());
            var limits = new HashMap<String, @Nullable Map<Window, @Nullable Long>>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var windows = limits.computeIfAbsent(rows.getString(1), _ -> new HashMap<>());
                    if (windows != null) {
                        windows.put(Window.parse(rows.getString(2)), rows.getLong(3));
                    }
                }
            }
            return limits.isEmpty() ? Limits.NONE : new Limits(limits);
        }
    }

    static void replace(Connection connection, Account account, Limits limits) throws SQLException {
        try (var delete = connection.prepareStatement("delete from usage_limit where user_id = ? and platform = ?");
                var insert = connection.prepareStatement("""
                        insert into usage_limit (user_id, platform, metric, period_window, amount)
                        values (?, ?, ?, ?, ?)
                        """)) {
            delete.setString(1, account.user().value());
            delete.setString(2, account.platform().slug());
            delete.executeUpdate();
            for (var metric : limits.byMetric().entrySet()) {
                for (var window : metric.getValue().entrySet()) {
                    insert.setString(1, account.user().value());
                    insert.setString(2, account.platform().slug());
                    insert.setString(3, metric.getKey());
                    insert.setString(4, window.getKey().slug());
                    insert.setLong(5, window.getValue());
                    insert.executeUpdate();
                }
            }
        }
    }

    static long erase(Connection connection, UserId user) throws SQLException {
        try (var delete = connection.prepareStatement("delete from usage_limit where user_id = ?")) {
            delete.setString(1, user.value());
            return delete.executeUpdate();
        }
    }
}
