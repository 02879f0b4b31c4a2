package io.breakwater.aireply.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** All that is logged while it is open, stack traces included. */
public final class LogCapture extends Handler implements AutoCloseable {

    private final StringBuffer text = new StringBuffer();

    private LogCapture() {}

    public static LogCapture start() {
        var capture = new LogCapture();
        Logger.getLogger("").addHandler(capture);
        return capture;
    }

    public String text() {
        return text.toString();
    }

    @Override
    public void publish(LogRecord record) {
        text.append(record.getMessage())
                .append(Arrays.toString(record.getParameters()))
                .append('\n');
        if (record.getThrown() != null) {
            var trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace));
            text.append(trace);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
