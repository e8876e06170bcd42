package io.tidings.stix.convert.list;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a column of a CSV list may hold. */
public enum Field {
    /** The indicator itself. */
    VALUE("indicator", "ioc", "ioc_value", "observable", "indicator_value"),
    /** What it is; checked against the value's form. */
    TYPE("ioc_type", "indicator_type", "kind"),
    NAME("title"),
    DESCRIPTION("comment", "notes"),
    /** 0 to 100. */
    CONFIDENCE("confidence_level"),
    VALID_FROM("first_seen", "first_seen_utc", "firstseen", "dateadded"),
    VALID_UNTIL("expires", "expiration"),
    /** Several are parted by commas, semicolons or bars. */
    LABELS("tags"),
    /** A level of TLP. */
    TLP("marking"),
    CREATED,
    MODIFIED("last_seen", "last_seen_utc", "updated");

    private final Set<String> synonyms;

    Field(String... synonyms) {
        this.synonyms = Set.of(synonyms);
    }

    /** Its name as a person writes it, {@code valid_from}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field that a header names, in any letter case, spaces for underscores; frequent other names count, too. */
    static Optional<Field> ofHeader(String header) {
        String name = header.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        for (Field field : values()) {
            if (field.text().equals(name) || field.synonyms.contains(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
