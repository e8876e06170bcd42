package io.tidings.stix.validate;

/**
 * Rows of numbers, each found by a digest of 128 bits: open addressing over rows that stay where they are. A row takes its
 * numbers, the digest and four to eleven bytes. Digests are of a cryptographic hash, so nobody can make them collide.
 */
final class DigestTable {
    static final int ABSENT = -1;
    private static final int KEY = 2;
    private static final int FEWEST_SLOTS = 1 << 8;

    private final LongRows rows;
    /** The row's number plus one; zero where there is none. Full to three quarters at most. */
    private int[] slots = new int[FEWEST_SLOTS];

    /** @param columns numbers in a row, beside its digest */
    DigestTable(int columns) {
        rows = new LongRows(KEY + columns);
    }

    /** The row of {@code key}, or {@link #ABSENT}. */
    int find(Digest key) {
        int row = slots[slot(key)];
        return row == 0 ? ABSENT : row - 1;
    }

    /** A new row of zeros for {@code key}, which has none. */
    int add(Digest key) {
        if ((rows.size() + 1) * 4L > slots.length * 3L) {
            grow();
        }
        int row = rows.add();
        rows.set(row, 0, key.high());
        rows.set(row, 1, key.low());
        slots[slot(key)] = row + 1;
        return row;
    }

    long get(int row, int column) {
        return rows.get(row, KEY + column);
    }

    void set(int row, int column, long value) {
        rows.set(row, KEY + column, value);
    }

    /** What the table takes of the heap, or took when it last grew. */
    long bytes() {
        long whileGrowing = slots.length + slots.length / 2L;
        return rows.bytes() + whileGrowing * Integer.BYTES;
    }

    private int slot(Digest key) {
        return slot(key.high(), key.low());
    }

    /** Where the digest's row stands, or else the free slot for it. */
    private int slot(long high, long low) {
        int mask = slots.length - 1;
        int at = (int) low & mask;
        while (slots[at] != 0 && !is(slots[at] - 1, high, low)) {
            at = at + 1 & mask;
        }
        return at;
    }

    private boolean is(int row, long high, long low) {
        return rows.get(row, 1) == low && rows.get(row, 0) == high;
    }

    private void grow() {
        int before = rows.size();
        slots = new int[slots.length * 2];
        for (int row = 0; row < before; row++) {
            slots[slot(rows.get(row, 0), rows.get(row, 1))] = row + 1;
        }
    }
}
