package io.breakwater.usage.counting;

import io.breakwater.usage.period.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Hands events to a statement as nine arrays, one for each column: id, fingerprint, user_id, platform, metric, amount,
 * month, day, hour.
 */
final class EventArrays {

    private EventArrays() {}

    static void bind(Connection connection, PreparedStatement statement, List<UsageEvent> events) throws SQLException {
        var columns = new Columns(connection, statement, events);
        columns.bind(1, "uuid", UsageEvent::id);
        columns.bind(2, "uuid", UsageEvent::fingerprint);
        columns.bind(3, "text", event -> event.account().user().value());
        columns.bind(4, "text", event -> event.account().platform().slug());
        columns.bind(5, "text", event -> event.metric().name());
        columns.bind(6, "int8", UsageEvent::amount);
        columns.bind(7, "text", event -> event.period(Window.MONTH).value());
        columns.bind(8, "text", event -> event.period(Window.DAY).value());
        columns.bind(9, "text", event -> event.period(Window.HOUR).value());
    }

    private record Columns(Connection connection, PreparedStatement statement, List<UsageEvent> events) {

        void bind(int index, String type, Function<UsageEvent, Object> field) throws SQLException {
            var column = new Object[events.size()];
            for (var i = 0; i < column.length; i++) {
                column[i] = field.apply(events.get(i));
            }
            statement.setArray(index, connection.createArrayOf(type, column));
        }
    }
}
