package io.tidings.node.agreement;

import io.tidings.node.yaml.CheckedYaml;
import io.tidings.node.yaml.YamlDocument;
import io.tidings.node.yaml.YamlValue;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a {@link Peer} of {@code peers/NAME.yaml}. */
final class PeerReader {
    private static final CheckedYaml FORM = CheckedYaml.of("peer");
    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(5);

    private final Warnings warnings;

    PeerReader(Warnings warnings) {
        this.warnings = warnings;
    }

    /** The document and what it says; not to be used where the document has mistakes. */
    Entry<Peer> read(Path file, byte[] bytes) {
        YamlDocument document = FORM.parse(file, bytes);
        YamlValue root = document.root();
        YamlValue identity = root.get("identity");
        YamlValue terms = root.get("agreement");
        FileNames.check(root.get("peer"), file);
        checkProof(identity);
        checkDays(terms.get("valid"));
        var grants = new GrantReader(warnings);
        List<Grant.Read> reads = grants.reads(root.get("read"));
        List<Grant.Write> writes = grants.writes(root.get("write"));
        var peer = new Peer(
                root.get("peer").text(""),
                OrganisationReader.read(root.get("organisation")),
                pins(identity.get("pins")),
                identity.get("ca").text(),
                identity.get("ca-subject").text(),
                identities(identity.get("authoritative-for")),
                terms.get("purpose").text(),
                day(terms.get("valid").get("from")),
                day(terms.get("valid").get("until")),
                terms.get("onward").flag(false),
                reads,
                writes,
                grants.deletes(root.get("delete"), reads, writes),
                root.get("follow").items().stream().map(this::follow).toList(),
                terms.get("requests-per-minute").integer().map(Long::intValue),
                Pins.sha256(bytes));
        return new Entry<>(document, identity.get("pins").items(), peer);
    }

    static Set<String> pins(YamlValue list) {
        return list.texts().stream().map(pin -> pin.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    private static void checkProof(YamlValue identity) {
        boolean pinned = !identity.get("pins").items().isEmpty();
        boolean ca = identity.get("ca").isPresent();
        if (identity.isPresent() && !pinned && !ca) {
            identity.mistake("at least one pin, or ca with ca-subject: without it nobody could prove to be this peer");
        }
        // Without the subject, everyone whom the authority ever certified would be this peer.
        if (ca && !identity.get("ca-subject").isPresent()) {
            identity.get("ca-subject").mistake("the host name or organisation that a certificate of ca must carry");
        }
        if (!ca && identity.get("ca-subject").isPresent()) {
            identity.get("ca").mistake("the PEM text of the authorities that ca-subject is about");
        }
        identity.get("ca")
                .as(CaTrust::certificates, "PEM text with at least one whole certificate, and only certificates");
    }

    private static void checkDays(YamlValue valid) {
        Optional<LocalDate> from = day(valid.get("from"));
        Optional<LocalDate> until = day(valid.get("until"));
        if (from.isPresent() && until.isPresent() && !until.get().isAfter(from.get())) {
            valid.get("until").mistake("a day after " + from.get() + ", from which the agreement holds");
        }
    }

    private static Optional<LocalDate> day(YamlValue value) {
        return value.as(PeerReader::parseDay, "a day that the calendar has, such as 2026-12-31");
    }

    private static Optional<LocalDate> parseDay(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Set<StixId> identities(YamlValue list) {
        return list.items().stream()
                .flatMap(item -> item.as(PeerReader::identity, "the STIX id of an identity").stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<StixId> identity(String text) {
        try {
            return Optional.of(new StixId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Follow follow(YamlValue item) {
        warnings.checkCollection(item.get("into"));
        YamlValue accepted = item.get("accept").get("max-tlp");
        return new Follow(
                item.get("api-root")
                        .as(PeerReader::url, "an https address that ends in a slash")
                        .orElse(URI.create("https://invalid./")),
                item.get("collection").text(""),
                item.get("into").text(""),
                item.get("every").duration().orElse(USUAL_INTERVAL),
                accepted.isPresent() ? GrantReader.tlp(accepted) : Tlp.AMBER_STRICT,
                GrantReader.acceptance(item.get("accept"), true),
                item.get("quota").get("objects-per-day").integer(),
                item.get("provenance").text());
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> uri.getHost() != null && uri.getPort() <= 65535);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
