package io.tidings.stix.view;

import io.tidings.stix.value.JsonObject;
import java.util.Optional;

/** View of the extension {@code windows-process-ext} (STIX 2.1 §6.13.2). */
public final class WindowsProcessExt {
    private final Members members;

    WindowsProcessExt(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public Optional<Boolean> aslrEnabled() {
        return members.flag("aslr_enabled");
    }

    public Optional<Boolean> depEnabled() {
        return members.flag("dep_enabled");
    }

    public Optional<String> priority() {
        return members.text("priority");
    }

    public Optional<String> ownerSid() {
        return members.text("owner_sid");
    }

    public Optional<String> windowTitle() {
        return members.text("window_title");
    }

    public Optional<JsonObject> startupInfo() {
        return members.object("startup_info");
    }

    /** A value of {@code windows-integrity-level-enum}. */
    public Optional<String> integrityLevel() {
        return members.text("integrity_level");
    }
}
