package io.tidings.node.agreement;

import io.tidings.node.yaml.CheckedYaml;
import io.tidings.node.yaml.YamlDocument;
import io.tidings.node.yaml.YamlValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes a {@link Client} of {@code clients/NAME.yaml}. */
final class ClientReader {
    private static final CheckedYaml FORM = CheckedYaml.of("client");

    private final Warnings warnings;

    ClientReader(Warnings warnings) {
        this.warnings = warnings;
    }

    /** The document and what it says; not to be used where the document has mistakes. */
    Entry<Client> read(Path file, byte[] bytes) {
        YamlDocument document = FORM.parse(file, bytes);
        YamlValue root = document.root();
        YamlValue authentication = root.get("authentication");
        FileNames.check(root.get("client"), file);
        for (YamlValue address : root.get("addresses").items()) {
            address.as(
                    Network::parse,
                    "an address or a network without bits behind its prefix, such as 192.0.2.7, 192.0.2.0/24 or \"2001:db8::/32\"");
        }
        var grants = new GrantReader(warnings);
        List<Grant.Read> reads = grants.reads(root.get("read"));
        List<Grant.Write> writes = grants.writes(root.get("write"));
        var client = new Client(
                root.get("client").text(""),
                hash(authentication.get("password-hash")),
                hash(authentication.get("token-hash")),
                PeerReader.pins(authentication.get("pins")),
                root.get("addresses").texts(),
                root.get("empty-objects-list").flag(false),
                reads,
                writes,
                grants.deletes(root.get("delete"), reads, writes),
                root.get("requests-per-minute").integer().map(Long::intValue),
                Pins.sha256(bytes));
        return new Entry<>(document, authentication.get("pins").items(), client);
    }

    private static Optional<PasswordHash> hash(YamlValue value) {
        Optional<PasswordHash> hash = value.text().map(PasswordHash::new);
        if (hash.isPresent() && !ScryptHash.isReadable(hash.get())) {
            value.secretMistake("the whole hash as 'tidings client add' wrote it, beginning with $scrypt$ln=");
        }
        return hash;
    }
}
