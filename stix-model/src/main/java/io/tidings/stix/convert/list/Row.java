package io.tidings.stix.convert.list;

import java.util.Map;

/**
 * One indicator as the list has it.
 *
 * @param line of its first character, counted from 1
 * @param fields texts as they stand, none empty; the value is always there
 */
record Row(long line, Map<Field, String> fields) {
    Row {
        fields = Map.copyOf(fields);
    }

    String place() {
        return "line " + line;
    }

    String text(Field field) {
        return fields.getOrDefault(field, "");
    }
}
