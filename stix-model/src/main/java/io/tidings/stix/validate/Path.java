package io.tidings.stix.validate;

import io.tidings.stix.value.JsonPointer;
import java.util.Arrays;

/** Where in the object the pass is. */
final class Path {
    /** Names, and for the place in a list an empty cell whose index stands beside it. */
    private String[] names = new String[16];

    private int[] indexes = new int[16];
    private int depth;

    void clear() {
        depth = 0;
    }

    void enter(String name) {
        grow();
        names[depth] = name;
        indexes[depth++] = -1;
    }

    void enter(int index) {
        grow();
        indexes[depth++] = index;
    }

    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    /** The name of the object's own property that this is in; empty at the object itself. */
    String property() {
        return depth == 0 ? "" : names[0];
    }

    JsonPointer pointer() {
        JsonPointer pointer = JsonPointer.root();
        for (int i = 0; i < depth; i++) {
            pointer = indexes[i] < 0 ? pointer.member(names[i]) : pointer.item(indexes[i]);
        }
        return pointer;
    }

    private void grow() {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            indexes = Arrays.copyOf(indexes, depth * 2);
        }
    }
}
