package io.tidings.stix.validate;

import java.util.ArrayList;
import java.util.List;

/** Rows of numbers that grow at the end without ever being copied: no object, and so no header, for each. */
final class LongRows {
    private static final int ROWS_A_PAGE = 1 << 10;

    private final int width;
    private final List<long[]> pages = new ArrayList<>();
    private int size;

    /** @param width numbers in a row */
    LongRows(int width) {
        this.width = width;
    }

    /** The number of a new row of zeros. */
    int add() {
        if (size == pages.size() * ROWS_A_PAGE) {
            pages.add(new long[ROWS_A_PAGE * width]);
        }
        return size++;
    }

    long get(int row, int column) {
        return pages.get(row / ROWS_A_PAGE)[row % ROWS_A_PAGE * width + column];
    }

    void set(int row, int column, long value) {
        pages.get(row / ROWS_A_PAGE)[row % ROWS_A_PAGE * width + column] = value;
    }

    int size() {
        return size;
    }

    /** What the rows take of the heap. */
    long bytes() {
        return (long) pages.size() * ROWS_A_PAGE * width * Long.BYTES;
    }
}
