package io.tidings.node.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a record is about. */
public enum Kind {
    /** Objects that came in and were stored: who gave them, by which road. */
    COLLECTION,
    /** What was found of a delivery, and decisions on what was kept aside. */
    ASSESSMENT,
    /** Pages given to peers. */
    SHARING,
    /** Pages given to clients, and what the operator looked up. */
    USE,
    /** What the operator did or had done. */
    ADMINISTRATION,
    /** Attempts that were refused. */
    REFUSED,
    /** The log itself: files, keys, checkpoints, what was dropped. */
    AUDIT;

    /** In records. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> parse(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
