package io.tidings.stix.convert.list;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which column of a CSV list holds what.
 *
 * @param columns by header, or by place counted from 1 as {@code 3}; empty to go by the headers' own names
 * @param header whether the first record names the columns
 * @param delimiter empty to tell it from the first record: comma, semicolon, tab or bar
 */
public record CsvMapping(Map<Field, String> columns, boolean header, Optional<Character> delimiter) {
    private static final int MOST_COLUMNS = 1_000;

    /**
     * @throws IllegalArgumentException if there are columns but none with the value, one is a name though there is no
     *     header, or the delimiter cannot be one
     */
    public CsvMapping {
        columns = Map.copyOf(columns);
        if ((!header || !columns.isEmpty()) && !columns.containsKey(Field.VALUE)) {
            throw new IllegalArgumentException("a mapping names the column of the value, such as value=1");
        }
        for (Map.Entry<Field, String> column : columns.entrySet()) {
            if (!header && index(column.getValue()).isEmpty()) {
                throw new IllegalArgumentException("without a header, a column is a number from 1: "
                        + column.getKey().text() + "=" + column.getValue());
            }
        }
        if (delimiter
                .filter(c -> c >= 0x80 || c == '"' || c == '\n' || c == '\r')
                .isPresent()) {
            throw new IllegalArgumentException(
                    "a delimiter is one ASCII character, neither quotation mark nor line end");
        }
    }

    /** By the names in the header, {@code value}, {@code type}, {@code name} and so on. */
    public static CsvMapping byHeader() {
        return new CsvMapping(Map.of(), true, Optional.empty());
    }

    /**
     * The mapping that {@code text} spells: {@code value=ioc,type=2,confidence=Score}.
     *
     * @throws IllegalArgumentException if it spells none; the message says what would be right
     */
    public static CsvMapping parse(String text, boolean header, Optional<Character> delimiter) {
        Map<Field, String> columns = new EnumMap<>(Field.class);
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            Optional<Field> field = Arrays.stream(Field.values())
                    .filter(it -> it.text().equals(name))
                    .findFirst();
            String column = part.substring(equals + 1).strip();
            if (field.isEmpty() || column.isEmpty()) {
                throw new IllegalArgumentException("a column is written field=header or field=number, with a field of "
                        + List.of(Field.values()).stream().map(Field::text).toList() + ": \"" + part + "\"");
            }
            if (columns.put(field.get(), column) != null) {
                throw new IllegalArgumentException("the field " + name + " is mapped twice");
            }
        }
        return new CsvMapping(columns, header, delimiter);
    }

    /**
     * The place, from 0, of each field's column.
     *
     * @param names the first record, which is the header if there is one
     * @throws IllegalArgumentException if a column is not there, or none holds the value; the message names the headers
     */
    Map<Field, Integer> places(List<String> names) {
        Map<Field, Integer> places = new EnumMap<>(Field.class);
        if (columns.isEmpty()) {
            for (int i = 0; i < names.size(); i++) {
                int place = i;
                Field.ofHeader(names.get(i)).ifPresent(field -> places.putIfAbsent(field, place));
            }
        }
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; header && i < names.size(); i++) {
            byName.putIfAbsent(names.get(i).strip().toLowerCase(Locale.ROOT), i);
        }
        columns.forEach((field, column) -> places.put(
                field,
                Optional.ofNullable(byName.get(column.toLowerCase(Locale.ROOT)))
                        .or(() -> index(column).map(index -> index - 1))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "no column is named \"" + column + "\"; the header has " + names))));
        if (!places.containsKey(Field.VALUE)) {
            throw new IllegalArgumentException(
                    "no column is known to hold the indicators; map one, such as value=1; the header has " + names);
        }
        return places;
    }

    private static Optional<Integer> index(String column) {
        if (!column.matches("[0-9]{1,4}")) {
            return Optional.empty();
        }
        int index = Integer.parseInt(column);
        return index >= 1 && index <= MOST_COLUMNS ? Optional.of(index) : Optional.empty();
    }
}
