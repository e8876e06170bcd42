package io.tidings.stix.convert;

import java.util.Locale;

/**
 * Something that a person should know of a conversion.
 *
 * @param place in the input: {@code line 12}, or a JSON pointer
 * @param subject what it is about: a type, a property, or the value itself, cut to a readable length
 * @param text the reason, and what to do where something can be done
 */
public record Remark(Kind kind, String place, String subject, String text) {
    private static final int LONGEST_SUBJECT = 120;

    /** What became of it. */
    public enum Kind {
        /** It is not in the output. */
        NOT_CARRIED,
        /** It is in the output in another form. */
        CHANGED,
        /** The output says something that the input did not, because STIX 2.1 wants it said. */
        ASSUMED,
        /** It is in the output as it was, but is not as STIX 2.1 has it. */
        DOUBTFUL
    }

    public Remark {
        // No control characters: the report is read on terminals, the input is hostile.
        String plain = subject.replaceAll("\\p{Cntrl}", "�");
        subject = plain.length() > LONGEST_SUBJECT ? plain.substring(0, LONGEST_SUBJECT) + "…" : plain;
    }

    /** One line. */
    @Override
    public String toString() {
        return place + ": " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + subject + ": " + text;
    }
}
