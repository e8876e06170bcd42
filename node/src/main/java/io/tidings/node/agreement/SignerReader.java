package io.tidings.node.agreement;

import io.tidings.node.yaml.CheckedYaml;
import io.tidings.node.yaml.YamlDocument;
import io.tidings.node.yaml.YamlValue;
import io.tidings.stix.identifier.StixId;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Makes a {@link Signer} of {@code signers/NAME.yaml}. */
final class SignerReader {
    private static final CheckedYaml FORM = CheckedYaml.of("signer");

    private SignerReader() {}

    /** The document and what it says; not to be used where the document has mistakes. */
    static Entry<Signer> read(Path file, byte[] bytes) {
        YamlDocument document = FORM.parse(file, bytes);
        YamlValue root = document.root();
        FileNames.check(root.get("signer"), file);
        var signer = new Signer(
                root.get("signer").text(""),
                OrganisationReader.read(root.get("organisation")),
                root.get("authoritative-for").texts().stream()
                        .flatMap(text -> StixId.parse(text).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                SignerKeyReader.read(root.get("signing-keys")));
        return new Entry<>(document, List.of(), signer);
    }
}
