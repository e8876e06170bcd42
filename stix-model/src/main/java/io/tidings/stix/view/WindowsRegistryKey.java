package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.List;
import java.util.Optional;

/** View of {@code windows-registry-key} objects (STIX 2.1 §6.17). */
public final class WindowsRegistryKey extends ObjectView {
    private WindowsRegistryKey(StixObject object) {
        super(object, "windows-registry-key");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static WindowsRegistryKey of(StixObject object) {
        return new WindowsRegistryKey(object);
    }

    public Optional<String> key() {
        return members().text("key");
    }

    public List<WindowsRegistryValue> values() {
        return members().parts("values", WindowsRegistryValue::new);
    }

    public Optional<StixTimestamp> modifiedTime() {
        return members().time("modified_time");
    }

    /** To user-account. */
    public Optional<StixId> creatorUserRef() {
        return members().reference("creator_user_ref");
    }

    public Optional<Long> numberOfSubkeys() {
        return members().integer("number_of_subkeys");
    }
}
