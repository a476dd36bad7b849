package io.genisys.connector.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged, by whatever class and thread, until this is closed. */
public final class CapturedLog implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    private final Level before = root.getLevel();

    public CapturedLog() {
        this(Level.WARN);
    }

    /** @param least what is below it is not logged */
    public CapturedLog(Level least) {
        root.setLevel(least);
        events.list = new CopyOnWriteArrayList<>();
        events.start();
        root.addAppender(events);
    }

    /** The messages of this level or a higher one. */
    public List<String> lines(Level least) {
        return events.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(least))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** All that the connector's own classes log. */
    public List<String> own() {
        return events.list.stream()
                .filter(event -> event.getLoggerName().startsWith("io.genisys."))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(events);
        root.setLevel(before);
    }
}
