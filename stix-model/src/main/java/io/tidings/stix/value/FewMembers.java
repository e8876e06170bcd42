package io.tidings.stix.value;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object as nearly all are, of few names, in the order of the text. Immutable. Names are searched one by one, first for
 * the same string and then for an equal one: names that STIX knows are the same string everywhere. Most that are not there are
 * not searched for at all.
 */
final class FewMembers extends AbstractMap<String, JsonValue> {
    /** Beyond it a search one by one takes too long. */
    static final int MOST = 32;

    private static final long MIX = 0x9e3779b97f4a7c15L;
    private static final int TO_BIT = 58;

    private final String[] names;
    private final JsonValue[] values;
    /** For each name the bit that its hash names. */
    private final long present;

    private FewMembers(String[] names, JsonValue[] values, long present) {
        this.names = names;
        this.values = values;
        this.present = present;
    }

    /** Empty if a name comes twice. The arrays are given up by the caller. */
    static Optional<Map<String, JsonValue>> of(String[] names, JsonValue[] values) {
        long present = 0;
        for (int i = 0; i < names.length; i++) {
            long bit = bit(names[i]);
            if ((present & bit) != 0 && index(names, i, names[i]) >= 0) {
                return Optional.empty();
            }
            present |= bit;
        }
        return Optional.of(new FewMembers(names, values, present));
    }

    private static long bit(String name) {
        return 1L << (int) (name.hashCode() * MIX >>> TO_BIT);
    }

    /** Among the first {@code count}; -1 if it is not there. */
    private static int index(String[] names, int count, String name) {
        for (int i = 0; i < count; i++) {
            if (isSame(names[i], name)) {
                return i;
            }
        }
        for (int i = 0; i < count; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings("ReferenceEquality") // equal strings that are not the same are searched for afterwards
    private static boolean isSame(String one, String other) {
        return one == other;
    }

    private int index(@Nullable Object name) {
        return name instanceof String text && (present & bit(text)) != 0 ? index(names, names.length, text) : -1;
    }

    @Override
    public @Nullable JsonValue get(@Nullable Object name) {
        int index = index(name);
        return index < 0 ? null : values[index];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return index(name) >= 0;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super JsonValue> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], values[i]);
        }
    }

    @Override
    public Set<String> keySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<String> iterator() {
                return Arrays.asList(names).iterator();
            }

            @Override
            public boolean contains(@Nullable Object name) {
                return containsKey(name);
            }

            @Override
            public int size() {
                return names.length;
            }
        };
    }

    @Override
    public Set<Map.Entry<String, JsonValue>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, JsonValue>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return names.length;
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, JsonValue>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Map.Entry<String, JsonValue> next() {
            if (next >= names.length) {
                throw new NoSuchElementException("there are " + names.length + " members");
            }
            return new SimpleImmutableEntry<>(names[next], values[next++]);
        }
    }
}
