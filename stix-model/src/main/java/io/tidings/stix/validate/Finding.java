package io.tidings.stix.validate;

import java.util.Locale;

/**
 * One thing that is not as STIX 2.1 has it.
 *
 * @param object the text of the object's {@code id}; empty where it has none
 * @param pointer to the value, from the object (RFC 6901); of something missing, to where it is missing from
 * @param section of the STIX 2.1 text, such as {@code 4.7}
 * @param problem what is wrong, naming the value
 * @param remedy what would be right
 */
public record Finding(
        String object,
        String pointer,
        Rule rule,
        String section,
        Severity severity,
        Harm harm,
        String problem,
        String remedy) {

    /** One line for a person: severity, place, problem, remedy, rule and section. */
    @Override
    public String toString() {
        return severity.name().toLowerCase(Locale.ROOT) + " " + object + " "
                + (pointer.isEmpty() ? "" : pointer + " ") + problem + "; " + remedy + " (" + rule.id()
                + (section.isEmpty() ? "" : ", STIX 2.1 §" + section) + ")";
    }
}
