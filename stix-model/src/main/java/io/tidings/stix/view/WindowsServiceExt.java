package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.value.JsonObject;
import java.util.List;
import java.util.Optional;

/** View of the extension {@code windows-service-ext} (STIX 2.1 §6.13.3). */
public final class WindowsServiceExt {
    private final Members members;

    WindowsServiceExt(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public Optional<String> serviceName() {
        return members.text("service_name");
    }

    public List<String> descriptions() {
        return members.texts("descriptions");
    }

    public Optional<String> displayName() {
        return members.text("display_name");
    }

    public Optional<String> groupName() {
        return members.text("group_name");
    }

    /** A value of {@code windows-service-start-type-enum}. */
    public Optional<String> startType() {
        return members.text("start_type");
    }

    /** To file. */
    public List<StixId> serviceDllRefs() {
        return members.references("service_dll_refs");
    }

    /** A value of {@code windows-service-type-enum}. */
    public Optional<String> serviceType() {
        return members.text("service_type");
    }

    /** A value of {@code windows-service-status-enum}. */
    public Optional<String> serviceStatus() {
        return members.text("service_status");
    }
}
