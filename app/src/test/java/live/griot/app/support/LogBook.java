package live.griot.app.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open. Thread-safe. */
public final class LogBook implements AutoCloseable {
    private final Queue<ILoggingEvent> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing();
            lines.add(line);
        }
    };

    /** Opens a book; the program must have started, since its start sets logging up anew. */
    public LogBook() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
    }

    /** Returns each line as text, its stack trace's messages with it. */
    public Stream<String> lines() {
        return lines.stream().map(LogBook::text);
    }

    /** Returns what was logged as an error, or with a stack trace. */
    public List<String> troubles() {
        return lines.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.ERROR) || line.getThrowableProxy() != null)
                .map(LogBook::text)
                .toList();
    }

    private static String text(ILoggingEvent line) {
        StringBuilder text = new StringBuilder(line.getLoggerName() + ": " + line.getFormattedMessage());
        for (var failure = line.getThrowableProxy(); failure != null; failure = failure.getCause()) {
            text.append(" / ").append(failure.getClassName()).append(": ").append(failure.getMessage());
        }
        return text.toString();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
    }
}
