package io.tidings.stix.view;

import io.tidings.stix.value.JsonObject;
import java.util.List;
import java.util.Optional;

/** View of the extension {@code unix-account-ext} (STIX 2.1 §6.16.2). */
public final class UnixAccountExt {
    private final Members members;

    UnixAccountExt(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public Optional<Long> gid() {
        return members.integer("gid");
    }

    public List<String> groups() {
        return members.texts("groups");
    }

    public Optional<String> homeDir() {
        return members.text("home_dir");
    }

    public Optional<String> shell() {
        return members.text("shell");
    }
}
