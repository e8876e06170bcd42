package io.tidings.node.agreement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of an object that is recalled by someone who may. */
public enum WhenRecalled {
    /** It is deleted. */
    REMOVE,
    /** It is given to nobody, and kept until the operator decides. */
    HOLD,
    /** The operator is told; nothing else changes. */
    NOTIFY;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<WhenRecalled> parse(String text) {
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
    }
}
