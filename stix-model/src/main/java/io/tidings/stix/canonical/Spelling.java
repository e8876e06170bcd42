package io.tidings.stix.canonical;

import io.tidings.stix.time.StixTimestamp;
import java.util.Set;

/** How scalar values are spelled where a choice exists. */
enum Spelling {
    /** As RFC 8785 wants it. */
    CANONICAL {
        @Override
        String number(String text) {
            return EcmaNumber.of(text);
        }

        @Override
        String rootMember(String name, String text) {
            return text;
        }
    },

    /** Equal for equal values: numbers exactly, also beyond what a double holds, and timestamps as instants. */
    BY_VALUE {
        @Override
        String number(String text) {
            Decimal decimal = Decimal.of(text);
            return (decimal.negative() ? "-0." : "0.") + decimal.digits() + "e" + decimal.point();
        }

        @Override
        String rootMember(String name, String text) {
            return TIMES.contains(name)
                    ? StixTimestamp.parse(text)
                            .map(time -> time.sortKey() + "Z")
                            .orElse(text)
                    : text;
        }
    };

    /** Every property of type timestamp that stands directly in an object of STIX 2.1. */
    private static final Set<String> TIMES = Set.of(
            "created",
            "modified",
            "first_seen",
            "last_seen",
            "first_observed",
            "last_observed",
            "valid_from",
            "valid_until",
            "published",
            "start_time",
            "stop_time",
            "object_modified",
            "submitted",
            "analysis_started",
            "analysis_ended",
            "atime",
            "ctime",
            "mtime",
            "date",
            "start",
            "end",
            "created_time",
            "modified_time",
            "account_created",
            "account_expires",
            "account_first_login",
            "account_last_login",
            "credential_last_changed",
            "validity_not_before",
            "validity_not_after");

    abstract String number(String text);

    /** The text of a string that is a member {@code name} of the outermost object. */
    abstract String rootMember(String name, String text);
}
