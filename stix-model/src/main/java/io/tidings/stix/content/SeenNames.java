package io.tidings.stix.content;

import java.util.HashSet;
import java.util.Set;

/**
 * The names seen in each JSON object of one element, so that a repeated one is noticed.
 *
 * <p>One table for all objects of the element, emptied in no time by counting on: a set for each object, as
 * Jackson's own check makes, costs more than the rest of the reading.
 */
final class SeenNames {
    // Past this many, the table is crowded by accident or by design, and a tree takes over.
    private static final int LONGEST_PROBE = 24;
    private static final int SMALLEST = 256;
    /** A table larger than this is given back after the element. */
    private static final int LARGEST_KEPT = 1 << 14;

    private String[] names = new String[SMALLEST];
    /** The number of the object that the name beside it belongs to; below {@link #firstLive} the place is free. */
    private int[] owners = new int[SMALLEST];

    private final Set<Name> crowded = new HashSet<>();
    private int count;
    private int firstLive = 1;
    private int lastObject;

    /** Comparable, so that the set finds it in a tree where the hashes collide. */
    private record Name(int object, String text) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            return object != other.object ? Integer.compare(object, other.object) : text.compareTo(other.text);
        }
    }

    /** Forgets all names. */
    void clear() {
        if (names.length > LARGEST_KEPT || lastObject > Integer.MAX_VALUE / 2) {
            names = new String[SMALLEST];
            owners = new int[SMALLEST];
            lastObject = 0;
        }
        firstLive = lastObject + 1;
        count = 0;
        if (!crowded.isEmpty()) {
            crowded.clear();
        }
    }

    /** The number of a further object. */
    int newObject() {
        return ++lastObject;
    }

    /** How many names there are in all objects. */
    int count() {
        return count;
    }

    /** Whether {@code name} is the first of its kind in {@code object}. */
    boolean add(int object, String name) {
        if (count >= names.length - (names.length >> 2)) {
            grow();
        }
        int mask = names.length - 1;
        int at = spread(object, name) & mask;
        for (int i = 0; i < LONGEST_PROBE; i++) {
            if (owners[at] < firstLive) {
                if (!crowded.isEmpty() && crowded.contains(new Name(object, name))) {
                    return false;
                }
                owners[at] = object;
                names[at] = name;
                count++;
                return true;
            }
            if (owners[at] == object && names[at].equals(name)) {
                return false;
            }
            at = at + 1 & mask;
        }
        boolean first = crowded.add(new Name(object, name));
        count += first ? 1 : 0;
        return first;
    }

    private void grow() {
        String[] oldNames = names;
        int[] oldOwners = owners;
        names = new String[oldNames.length * 2];
        owners = new int[oldNames.length * 2];
        count = crowded.size();
        for (int i = 0; i < oldNames.length; i++) {
            if (oldOwners[i] >= firstLive) {
                add(oldOwners[i], oldNames[i]);
            }
        }
    }

    private static int spread(int object, String name) {
        int hash = (name.hashCode() + object * 0x9e3779b9) * 0x85ebca6b;
        return hash ^ hash >>> 15;
    }
}
