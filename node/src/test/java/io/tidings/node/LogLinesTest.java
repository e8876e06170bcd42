package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What strangers say gets into the log; an operator's terminal and eyes are not to be misled by it. */
class LogLinesTest {
    private static final String HOSTILE =
            "a\u001b[2Jb\n2026-01-01T00:00:00.000Z INFO  faked\r\u009b31m\u202ertl\u2028c\u0000\u007f";

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() throws Exception {
        context.setMDCAdapter(new LogbackMDCAdapter());
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Main.class.getResource("/logback.xml"));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aMessageIsOneLineThatSteersNothing() {
        assertThat(lines("refused: " + HOSTILE, null)).hasSize(1).allMatch(LogLinesTest::isHarmless);
    }

    @Test
    void noLineOfAnExceptionLooksLikeALineOfTheLog() {
        List<String> lines = lines("refused", new IOException(HOSTILE, new IllegalStateException(HOSTILE)));
        assertThat(lines).hasSizeGreaterThan(5).allMatch(LogLinesTest::isHarmless);
        assertThat(lines.get(1)).startsWith("java.io.IOException: a [2Jb");
        assertThat(lines.subList(2, lines.size())).allMatch(line -> line.startsWith("  | "));
        assertThat(lines).contains("  | 2026-01-01T00:00:00.000Z INFO  faked 31m rtl c ");
    }

    private static boolean isHarmless(String line) {
        return line.chars().noneMatch(c -> c < ' ' || c >= 0x7f && c < 0xa0 || c >= 0x2028 && c <= 0x202e);
    }

    private List<String> lines(String message, Throwable thrown) {
        Logger logger = context.getLogger(LogLinesTest.class);
        var event = new LoggingEvent(Logger.class.getName(), logger, Level.WARN, message, thrown, new Object[0]);
        var text = (OutputStreamAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("text");
        return new String(text.getEncoder().encode(event), StandardCharsets.UTF_8)
                .strip()
                .lines()
                .toList();
    }
}
