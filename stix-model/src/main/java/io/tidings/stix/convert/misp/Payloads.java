package io.tidings.stix.convert.misp;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.value.JsonValue;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The bytes that come with attachments and samples, as artifacts (STIX 2.1 §6.1). */
final class Payloads {
    /** In characters of Base64: an object of STIX with more of them would be passed on by few. */
    private static final int LONGEST = 8 << 20;

    private Payloads() {}

    /** Adds the bytes of {@code attribute} to {@code shape}, as the content of the file in it if there is one. */
    static void add(Attribute attribute, Shape shape, EventContext context) {
        artifact(attribute, shape, context).ifPresent(shape::contain);
    }

    private static Optional<StixId> artifact(Attribute attribute, Shape shape, EventContext context) {
        String data = Members.text(attribute.json(), "data").replaceAll("\\s", "");
        if (data.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> fault = fault(data);
        if (fault.isPresent()) {
            context.lost(attribute.at().member("data"), "data of " + attribute.type(), fault.get());
            return Optional.empty();
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("payload_bin", Shape.text(data));
        if (attribute.type().equals("malware-sample")) {
            // MISP packs samples into a ZIP file with this password, which everybody knows.
            members.put("mime_type", Shape.text("application/zip"));
            members.put("encryption_algorithm", Shape.text("mime-type-indicated"));
            members.put("decryption_key", Shape.text("infected"));
        }
        return Optional.of(shape.observable("artifact", members));
    }

    private static Optional<String> fault(String data) {
        if (data.length() > LONGEST) {
            return Optional.of("has more than " + LONGEST + " characters of Base64; pass the file on by other means");
        }
        try {
            Base64.getDecoder().decode(data);
            return Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.of("is not in Base64 (RFC 4648 §4)");
        }
    }
}
