package io.tidings.node.identity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.agreement.Organisation;
import io.tidings.node.agreement.SignerKey;
import io.tidings.node.yaml.YamlText;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Base64;

/** Writes a card: as JSON what is signed, as YAML what people see. */
final class CardText {
    private CardText() {}

    static String signed(PeerCard card, PrivateKey key) throws GeneralSecurityException {
        ObjectNode json = json(card);
        json.put(CardSignature.MEMBER, Base64.getEncoder().encodeToString(CardSignature.sign(json, key)));
        var yaml = new StringBuilder("# A Tidings peer card. Before adding it, compare by voice with its owner:\n#   ");
        yaml.append(card.fingerprint().spoken()).append('\n');
        json.properties().forEach(each -> {
            yaml.append(each.getKey()).append(": ");
            if (each.getValue().isTextual()) {
                text(yaml, each.getValue().textValue());
            } else {
                yaml.append(each.getValue()).append('\n'); // JSON is YAML
            }
        });
        return yaml.toString();
    }

    private static void text(StringBuilder yaml, String value) {
        if (!value.startsWith("-----BEGIN")) {
            yaml.append(YamlText.of(value)).append('\n');
            return;
        }
        yaml.append("|\n");
        value.lines().forEach(line -> yaml.append("  ").append(line).append('\n'));
    }

    private static ObjectNode json(PeerCard card) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("tidings-card", 1L);
        json.set("organisation", organisation(card.organisation()));
        json.put("certificate", Pem.of(card.certificate()));
        card.next().ifPresent(next -> json.put("next-certificate", Pem.of(next)));
        json.put("discovery", card.discovery().toString());
        json.put("api-root", card.apiRoot().toString());
        ArrayNode collections = json.putArray("collections");
        for (PeerCard.Offer offer : card.collections()) {
            ObjectNode each = collections.addObject().put("id", offer.id().toString());
            offer.name().ifPresent(name -> each.put("name", name));
            each.put("title", offer.title());
        }
        ArrayNode identities = json.putArray("authoritative-for");
        card.authoritativeFor().stream().map(id -> id.value()).sorted().forEach(identities::add);
        if (!card.signingKeys().isEmpty()) {
            ArrayNode keys = json.putArray("signing-keys");
            card.signingKeys().forEach(key -> add(keys.addObject(), key));
        }
        json.put("created", card.created().toString());
        return json;
    }

    private static void add(ObjectNode json, SignerKey key) {
        key.key().jwk().forEach(json::put);
        json.put("from", key.from().toString());
        key.until().ifPresent(until -> json.put("until", until.toString()));
        key.revoked().ifPresent(revoked -> json.put("revoked", revoked.toString()));
    }

    private static ObjectNode organisation(Organisation organisation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", organisation.name());
        organisation.uscc().ifPresent(uscc -> json.put("uscc", uscc));
        organisation.role().ifPresent(role -> json.put("role", role));
        ArrayNode contacts = JsonNodeFactory.instance.arrayNode();
        for (Organisation.Contact contact : organisation.contacts()) {
            ObjectNode each = contacts.addObject().put("name", contact.name());
            contact.email().ifPresent(email -> each.put("email", email));
            contact.phone().ifPresent(phone -> each.put("phone", phone));
        }
        if (!contacts.isEmpty()) {
            json.set("contacts", contacts);
        }
        return json;
    }
}
