package io.tidings.stix.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of one JSON object once its members were passed: which are there, and the values rules need. */
final class Frame {
    private final Map<String, Slot> slots;
    private long present;
    private final String[] texts;
    /** Most objects keep none. */
    private Map<String, List<String>> lists = Map.of();

    private List<String> others = List.of();

    Frame(Map<String, Slot> slots) {
        this.slots = slots;
        this.texts = new String[slots.size()];
    }

    /** Notes that the property is there; false if it was already. */
    boolean enter(Slot slot) {
        long bit = 1L << slot.index();
        boolean first = (present & bit) == 0;
        present |= bit;
        return first;
    }

    boolean has(Slot slot) {
        return (present & 1L << slot.index()) != 0;
    }

    boolean has(String name) {
        Slot slot = slots.get(name);
        return slot == null ? others.contains(name) : has(slot);
    }

    /** {@code text} of a string; of a boolean, {@code true} or {@code false}. */
    void keep(Slot slot, String text) {
        texts[slot.index()] = text;
    }

    void keep(String name, List<String> items) {
        if (lists.isEmpty()) {
            lists = new LinkedHashMap<>();
        }
        lists.put(name, items);
    }

    /** The text of a kept property; empty where it is absent or of another type. */
    Optional<String> text(String name) {
        Slot slot = slots.get(name);
        return slot == null ? Optional.empty() : Optional.ofNullable(texts[slot.index()]);
    }

    boolean is(String name, String text) {
        return text(name).filter(text::equals).isPresent();
    }

    /** The strings of a kept list. */
    List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    /** Notes a property that no table describes. */
    void other(String name) {
        if (others.isEmpty()) {
            others = new ArrayList<>();
        }
        others.add(name);
    }

    /** The properties that no table describes, in the order of the text. */
    List<String> others() {
        return others;
    }

    /** Whether a property is there that is no common one and not among {@code besides}. */
    boolean hasOwn(List<String> besides) {
        for (Slot slot : slots.values()) {
            if (has(slot) && !slot.common() && !besides.contains(slot.name())) {
                return true;
            }
        }
        return false;
    }
}
