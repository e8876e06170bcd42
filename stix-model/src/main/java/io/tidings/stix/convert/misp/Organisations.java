package io.tidings.stix.convert.misp;

import io.tidings.stix.build.ObjectBuilder;
import io.tidings.stix.convert.ConvertedIdentifiers;
import io.tidings.stix.convert.Maker;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Identities of MISP's organisations. MISP gives them no time, and they must be the same in every event: their time is
 * the epoch, and another name makes another identity.
 */
final class Organisations {
    private Organisations() {}

    static Optional<StixId> identity(JsonObject organisation, JsonPointer at, Maker maker) throws IOException {
        String name = Members.text(organisation, "name").strip();
        String uuid = Members.text(organisation, "uuid").toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        ObjectBuilder identity = maker.begin(ConvertedIdentifiers.of("identity", "misp", uuid, name))
                .set("created", StixTimestamp.EPOCH)
                .set("modified", StixTimestamp.EPOCH)
                .set("name", name)
                .set("identity_class", "organization");
        if (!uuid.isEmpty()) {
            identity.add("external_references", EventContext.reference(uuid));
        }
        return maker.finish(identity, at.text(), name);
    }
}
