package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.scan.JsonScanner;
import io.tidings.stix.scan.UnusualJsonException;
import io.tidings.stix.table.ObjectTable;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.table.Property;
import io.tidings.stix.table.PropertyType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lengths of those lists of an object that can be translated, in one number: a byte for each list of its type, in the
 * table's order. What a byte cannot say, an empty list or one beyond 254 items, is as if it were not there. For one thread.
 */
final class ListLengths {
    static final int MOST_LISTS = Long.BYTES;
    private static final int LONGEST = 254;
    private static final int DEEPEST = 1_000;
    private static final int LONGEST_WORD = 1_000;

    private final Map<String, List<String>> names = new HashMap<>();
    private final JsonScanner scanner = new JsonScanner(DEEPEST, LONGEST_WORD, LONGEST_WORD, false);

    /** The lists of {@code type} that are compared; none for a type that has no table. */
    List<String> names(String type) {
        List<String> known = names.get(type);
        if (known != null) {
            return known;
        }
        Optional<List<String>> translatable = ObjectTables.standard().type(type).map(ListLengths::translatable);
        // A type without a table is not remembered: of those there can be any number.
        translatable.ifPresent(lists -> names.put(type, lists));
        return translatable.orElse(List.of());
    }

    static List<String> translatable(ObjectTable table) {
        return table.properties().values().stream()
                .filter(property -> property.type() instanceof PropertyType.ListOf)
                .filter(TranslationShape::isTranslatable)
                .map(Property::name)
                .limit(MOST_LISTS)
                .toList();
    }

    /** Of an object that was read before; nothing where the scanner leaves it. */
    long of(String type, ByteSlice object) {
        List<String> lists = names(type);
        if (lists.isEmpty() || object.isEmpty()) {
            return 0;
        }
        try {
            return read(object, lists);
        } catch (UnusualJsonException unusual) {
            return 0;
        }
    }

    private long read(ByteSlice object, List<String> lists) throws UnusualJsonException {
        scanner.begin(object.array(), object.offset(), object.offset() + object.length());
        long lengths = 0;
        if (scanner.next() != JsonToken.START_OBJECT) {
            return lengths;
        }
        while (scanner.next() != JsonToken.END_OBJECT) {
            String name = scanner.name();
            JsonToken value = scanner.next();
            int list = value == JsonToken.START_ARRAY ? lists.indexOf(name) : -1;
            if (list < 0) {
                scanner.skip(value);
            } else {
                int items = items();
                lengths |= items > LONGEST ? 0 : (long) items << list * Byte.SIZE;
            }
        }
        return lengths;
    }

    private int items() throws UnusualJsonException {
        int items = 0;
        for (JsonToken item = scanner.next(); item != JsonToken.END_ARRAY; item = scanner.next()) {
            scanner.skip(item);
            items++;
        }
        return items;
    }

    /** The length of the list at {@code index} of {@link #names}; 0 where it is not known. */
    static int length(long lengths, int index) {
        return (int) (lengths >>> index * Byte.SIZE) & 0xff;
    }
}
