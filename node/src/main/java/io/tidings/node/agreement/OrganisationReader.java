package io.tidings.node.agreement;

import io.tidings.node.yaml.YamlValue;
import java.util.List;

/** Reads the {@code organisation} of a configuration, an agreement or a peer card. */
public final class OrganisationReader {
    private OrganisationReader() {}

    /** What {@code value} says; its mistakes are with its document. */
    public static Organisation read(YamlValue value) {
        YamlValue uscc = value.get("uscc");
        if (!uscc.isMistaken()
                && uscc.text().filter(code -> !Uscc.isValid(code)).isPresent()) {
            uscc.mistake(
                    "a unified social credit code whose check digit is right (GB 32100); one character may be mistyped");
        }
        List<Organisation.Contact> contacts = value.get("contacts").items().stream()
                .map(OrganisationReader::contact)
                .toList();
        return new Organisation(
                value.get("name").text(""), uscc.text(), value.get("role").text(), contacts);
    }

    private static Organisation.Contact contact(YamlValue value) {
        if (!value.get("email").isPresent() && !value.get("phone").isPresent()) {
            value.mistake("a contact with name, and email or phone");
        }
        return new Organisation.Contact(
                value.get("name").text(""),
                value.get("email").text(),
                value.get("phone").text());
    }
}
