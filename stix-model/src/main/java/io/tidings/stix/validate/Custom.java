package io.tidings.stix.validate;

import java.util.List;

/** Custom properties, which are deprecated but legal (STIX 2.1 §11). */
final class Custom {
    private Custom() {}

    static boolean isCustom(String name) {
        return name.startsWith("x_") || name.startsWith("X_");
    }

    /** One note for all of an object: feeds that use them use many. */
    static void note(Pass pass, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        pass.path.enter(names.get(0));
        pass.note(
                Rule.S_231,
                names.size() == 1
                        ? "is a custom property"
                        : "is a custom property, as are " + (names.size() - 1) + " more of this object",
                "define an extension for new content; custom properties are deprecated");
        pass.path.leave();
    }
}
