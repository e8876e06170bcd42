package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import java.util.List;
import java.util.Optional;

/** View of {@code process} objects (STIX 2.1 §6.13). */
public final class Process extends ObjectView {
    private Process(StixObject object) {
        super(object, "process");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Process of(StixObject object) {
        return new Process(object);
    }

    public Optional<Boolean> isHidden() {
        return members().flag("is_hidden");
    }

    public Optional<Long> pid() {
        return members().integer("pid");
    }

    public Optional<StixTimestamp> createdTime() {
        return members().time("created_time");
    }

    public Optional<String> cwd() {
        return members().text("cwd");
    }

    public Optional<String> commandLine() {
        return members().text("command_line");
    }

    public Optional<JsonObject> environmentVariables() {
        return members().object("environment_variables");
    }

    /** To network-traffic. */
    public List<StixId> openedConnectionRefs() {
        return members().references("opened_connection_refs");
    }

    /** To user-account. */
    public Optional<StixId> creatorUserRef() {
        return members().reference("creator_user_ref");
    }

    /** To file. */
    public Optional<StixId> imageRef() {
        return members().reference("image_ref");
    }

    /** To process. */
    public Optional<StixId> parentRef() {
        return members().reference("parent_ref");
    }

    /** To process. */
    public List<StixId> childRefs() {
        return members().references("child_refs");
    }

    public Optional<WindowsProcessExt> windowsProcessExt() {
        return extensionMembers("windows-process-ext").map(WindowsProcessExt::new);
    }

    public Optional<WindowsServiceExt> windowsServiceExt() {
        return extensionMembers("windows-service-ext").map(WindowsServiceExt::new);
    }
}
