package io.tidings.node.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import io.tidings.node.config.LogSettings;
import java.net.URL;
import org.slf4j.LoggerFactory;

/** Short commands log warnings only, as {@code logback.xml} says by itself; a node that serves logs what it does. */
final class Logging {
    private Logging() {}

    static void forServing(LogSettings settings) {
        URL configuration = Logging.class.getResource("/logback.xml");
        if (configuration == null || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            throw new IllegalStateException("logback.xml or logback is missing in this program");
        }
        context.reset();
        context.putProperty("tidings.log.level", settings.level().name());
        context.putProperty("tidings.log.form", settings.json() ? "json" : "text");
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new IllegalStateException("logback.xml cannot be used", e);
        }
    }
}
