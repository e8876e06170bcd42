package io.tidings.node.config;

/**
 * What goes to the log.
 *
 * @param json one JSON object a line rather than text
 */
public record LogSettings(Level level, boolean json) {
    /** Info, as text. */
    public static final LogSettings DEFAULT = new LogSettings(Level.INFO, false);

    /** From the fewest lines to the most. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
