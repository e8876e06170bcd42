package io.tidings.stix.validate;

import io.tidings.stix.identifier.StixId;
import java.util.UUID;
import java.util.function.Consumer;

/** What objects of a bundle say about others, to be looked at when all are known; 56 bytes each. */
final class Statements {
    private static final int UUID_HIGH = 0;
    private static final int UUID_LOW = 1;
    /** A bit for each of the 32 digits that is a capital letter. */
    private static final int CAPITALS = 2;

    private static final int FIRST = 3;
    private static final int SECOND = 5;
    private static final int COLUMNS = 7;

    private final String type;
    private final LongRows rows = new LongRows(COLUMNS);

    /**
     * @param by the object that says so
     * @param first of the two that it is about
     */
    record Statement(String by, Digest first, Digest second) {}

    /** @param type of all objects that make them */
    Statements(String type) {
        this.type = type;
    }

    /** @param by an object of this type */
    void add(StixId by, Digest first, Digest second) {
        UUID uuid = UUID.fromString(by.uuidText());
        int row = rows.add();
        rows.set(row, UUID_HIGH, uuid.getMostSignificantBits());
        rows.set(row, UUID_LOW, uuid.getLeastSignificantBits());
        rows.set(row, CAPITALS, capitals(by.uuidText()));
        set(row, FIRST, first);
        set(row, SECOND, second);
    }

    /** In the order in which they were made. */
    void forEach(Consumer<Statement> action) {
        for (int row = 0; row < rows.size(); row++) {
            String uuid = new UUID(rows.get(row, UUID_HIGH), rows.get(row, UUID_LOW)).toString();
            String by = type + "--" + capitalised(uuid, rows.get(row, CAPITALS));
            action.accept(new Statement(by, get(row, FIRST), get(row, SECOND)));
        }
    }

    long bytes() {
        return rows.bytes();
    }

    private void set(int row, int column, Digest digest) {
        rows.set(row, column, digest.high());
        rows.set(row, column + 1, digest.low());
    }

    private Digest get(int row, int column) {
        return new Digest(rows.get(row, column), rows.get(row, column + 1));
    }

    // Identifiers are kept as they were written.
    private static long capitals(String uuid) {
        long capitals = 0;
        for (int i = 0; i < uuid.length(); i++) {
            char c = uuid.charAt(i);
            capitals |= c >= 'A' && c <= 'F' ? 1L << i : 0;
        }
        return capitals;
    }

    private static String capitalised(String uuid, long capitals) {
        char[] text = uuid.toCharArray();
        for (int i = 0; i < text.length; i++) {
            text[i] = (capitals >> i & 1) == 0 ? text[i] : Character.toUpperCase(text[i]);
        }
        return String.valueOf(text);
    }
}
