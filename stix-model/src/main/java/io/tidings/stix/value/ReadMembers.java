package io.tidings.stix.value;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members that only their {@link JsonObject} holds, so that it need not copy them. Not to be changed. */
final class ReadMembers extends AbstractMap<String, JsonValue> {
    private final Map<String, JsonValue> members;

    /** @param members in the order of the text; given up by the caller */
    ReadMembers(Map<String, JsonValue> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    @Override
    public @Nullable JsonValue get(@Nullable Object name) {
        return members.get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return members.containsKey(name);
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public Set<Map.Entry<String, JsonValue>> entrySet() {
        return members.entrySet();
    }
}
