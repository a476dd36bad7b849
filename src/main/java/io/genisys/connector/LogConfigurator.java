package io.genisys.connector;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.pattern.NopThrowableInformationConverter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.genisys.connector.model.InvalidException;
import java.util.Map;
import java.util.Optional;

/**
 * What is logged, and how: to the console, at the level that {@code GENISYS_LOG_LEVEL} names, INFO by default, and as
 * {@code GENISYS_LOG_FORMAT} says. Logback finds it as a service. It gives way to a file that the system property
 * {@code logback.configurationFile} names, and to a {@code logback.xml} on the class path; as such a file it would cost
 * a tenth of the connector's start.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %msg%n";

    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        if (isConfiguredElsewhere()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        Logger root = logs.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level());
        root.addAppender(console(logs, isJson() ? new JsonLines() : text(LINE)));
        audit(logs);
        // whatever the level of the rest: at DEBUG its transport writes headers, with the credentials of registries
        Appender<ILoggingEvent> withoutTraces = console(logs, withoutTraces());
        Map<String, Level> levels = Map.of(
                "com.github.dockerjava", Level.WARN, "org.apache.hc", Level.WARN, "org.apache.zookeeper", Level.ERROR);
        levels.forEach((name, level) -> {
            Logger library = logs.getLogger(name);
            library.setLevel(level);
            library.setAdditive(false);
            library.addAppender(withoutTraces);
        });
        // it logs at ERROR what it also throws
        logs.getLogger("com.github.dockerjava.api.async.ResultCallbackTemplate").setLevel(Level.OFF);
        // they complain of each connection that ends, and we say ourselves what it means
        logs.getLogger("org.apache.zookeeper.server.quorum.LearnerHandler").setLevel(Level.OFF);
        logs.getLogger("org.apache.curator").setLevel(Level.OFF);
        // we say ourselves what we serve, and what keeps us from it
        logs.getLogger("io.vertx.launcher").setLevel(Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Whatever the level of the rest: each line is an object already, and goes out as it is. */
    private static void audit(LoggerContext logs) {
        Logger audit = logs.getLogger("io.genisys.audit");
        Optional<String> place = AuditLog.given();
        audit.setAdditive(false);
        audit.setLevel(level() == Level.OFF && place.isEmpty() ? Level.OFF : Level.INFO);
        if (place.isEmpty()) {
            audit.addAppender(console(logs, text("%msg%n")));
        } else if (!AuditLog.isOff(place.get())) {
            audit.addAppender(file(logs, place.get()));
        }
    }

    /** One that cannot be written stops the start, and is said there. */
    private static Appender<ILoggingEvent> file(LoggerContext logs, String name) {
        FileAppender<ILoggingEvent> file = new FileAppender<>();
        file.setFile(name);
        return started(logs, file, text("%msg%n"));
    }

    /** One that is none stops the start, and is said there. */
    private static Level level() {
        try {
            return LogLevel.given().map(LogLevel::of).orElse(Level.INFO);
        } catch (InvalidException e) {
            return Level.INFO;
        }
    }

    private static boolean isConfiguredElsewhere() {
        ClassLoader classes = LogConfigurator.class.getClassLoader();
        return System.getProperty("logback.configurationFile") != null
                || classes.getResource("logback-test.xml") != null
                || classes.getResource("logback.xml") != null;
    }

    /** As with the level. */
    private static boolean isJson() {
        try {
            return LogFormat.given().map(LogFormat::of).equals(Optional.of(LogFormat.JSON));
        } catch (InvalidException e) {
            return false;
        }
    }

    private static Encoder<ILoggingEvent> withoutTraces() {
        if (!isJson()) {
            return text(LINE + "%nopex");
        }
        JsonLines lines = new JsonLines();
        lines.setThrowableConverter(new NopThrowableInformationConverter());
        return lines;
    }

    private static Encoder<ILoggingEvent> text(String line) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(line);
        return encoder;
    }

    private static Appender<ILoggingEvent> console(LoggerContext logs, Encoder<ILoggingEvent> encoder) {
        return started(logs, new ConsoleAppender<>(), encoder);
    }

    private static Appender<ILoggingEvent> started(
            LoggerContext logs, OutputStreamAppender<ILoggingEvent> appender, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(logs);
        encoder.start();
        appender.setContext(logs);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
