package io.tidings.stix.scan;

import java.util.Arrays;

/**
 * The names of each object of one value, as ranges of its bytes, so that a repeated one is noticed. One table for all
 * objects, emptied in no time by counting on.
 */
final class SeenNames {
    /** Past this many, the names are out of the ordinary, by accident or by design. */
    private static final int LONGEST_PROBE = 24;

    private static final int SMALLEST = 64;
    private static final int LARGEST = 1 << 15;
    /** A table larger than this is given back before the next value. */
    private static final int LARGEST_KEPT = 1 << 12;

    private int[] hashes = new int[0];
    private int[] starts = new int[0];
    private int[] lengths = new int[0];
    /** The number of the object that the name belongs to; below {@link #firstLive} the place is free. */
    private int[] owners = new int[0];

    private int count;
    private int firstLive = 1;
    private int lastObject;

    /** Forgets all names. */
    void clear() {
        if (owners.length > LARGEST_KEPT || lastObject > Integer.MAX_VALUE / 2) {
            allocate(SMALLEST);
            lastObject = 0;
        }
        firstLive = lastObject + 1;
        count = 0;
    }

    /** The number of a further object. */
    int newObject() {
        return ++lastObject;
    }

    /**
     * Whether the name is the first of its kind in {@code object}.
     *
     * @param hash of the name alone
     * @throws UnusualJsonException if there are too many names, or too many alike
     */
    boolean add(int object, byte[] bytes, int start, int length, long hash) throws UnusualJsonException {
        if (count >= owners.length >> 1) {
            grow();
        }
        long mixed = (hash ^ object * 0x9e3779b97f4a7c15L) * 0xd6e8feb86659fd93L;
        int short32 = (int) (mixed >>> 32);
        int at = free(object, bytes, start, length, short32);
        if (at < 0) {
            return false;
        }
        put(at, object, start, length, short32);
        return true;
    }

    /** The place for a name, or -1 if it is there. */
    private int free(int object, byte[] bytes, int start, int length, int hash) throws UnusualJsonException {
        int mask = owners.length - 1;
        int at = hash & mask;
        for (int i = 0; i < LONGEST_PROBE; i++) {
            if (owners[at] < firstLive) {
                return at;
            }
            if (hashes[at] == hash && owners[at] == object && lengths[at] == length) {
                int other = starts[at];
                if (Arrays.equals(bytes, other, other + length, bytes, start, start + length)) {
                    return -1;
                }
            }
            at = at + 1 & mask;
        }
        throw new UnusualJsonException();
    }

    private void put(int at, int object, int start, int length, int hash) {
        owners[at] = object;
        starts[at] = start;
        lengths[at] = length;
        hashes[at] = hash;
        count++;
    }

    private void grow() throws UnusualJsonException {
        int[] oldHashes = hashes;
        int[] oldStarts = starts;
        int[] oldLengths = lengths;
        int[] oldOwners = owners;
        if (oldOwners.length >= LARGEST) {
            throw new UnusualJsonException();
        }
        allocate(Math.max(SMALLEST, oldOwners.length * 2));
        count = 0;
        int mask = owners.length - 1;
        for (int i = 0; i < oldOwners.length; i++) {
            if (oldOwners[i] >= firstLive) {
                int at = oldHashes[i] & mask;
                while (owners[at] >= firstLive) {
                    at = at + 1 & mask;
                }
                put(at, oldOwners[i], oldStarts[i], oldLengths[i], oldHashes[i]);
            }
        }
    }

    private void allocate(int size) {
        hashes = new int[size];
        starts = new int[size];
        lengths = new int[size];
        owners = new int[size];
    }
}
