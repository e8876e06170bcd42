package io.tidings.node.doctor;

/**
 * What one check found.
 *
 * @param check what was looked at, in a word or two, such as {@code peer bank-b}
 * @param found one line, in words for the operator
 * @param advice what to do; empty where all is well
 */
public record Finding(String check, Level level, String found, String advice) {
    /** From well to ill. */
    public enum Level {
        OK,
        /** Works, but not as well as it should, or not for long. */
        WARNING,
        /** Something does not work. */
        FAULT
    }

    static Finding ok(String check, String found) {
        return new Finding(check, Level.OK, found, "");
    }

    static Finding warning(String check, String found, String advice) {
        return new Finding(check, Level.WARNING, found, advice);
    }

    static Finding fault(String check, String found, String advice) {
        return new Finding(check, Level.FAULT, found, advice);
    }

    /** Of a message that says what to do behind its last semicolon, as they do throughout this program. */
    static Finding of(String check, Level level, String message, String otherwise) {
        int at = message.lastIndexOf("; ");
        return at < 0
                ? new Finding(check, level, message, otherwise)
                : new Finding(check, level, message.substring(0, at), message.substring(at + 2));
    }
}
