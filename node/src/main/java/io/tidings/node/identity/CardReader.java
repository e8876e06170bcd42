package io.tidings.node.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.agreement.Organisation;
import io.tidings.node.agreement.OrganisationReader;
import io.tidings.node.agreement.SignerKey;
import io.tidings.node.agreement.SignerKeyReader;
import io.tidings.node.yaml.CheckedYaml;
import io.tidings.node.yaml.MistakesException;
import io.tidings.node.yaml.YamlDocument;
import io.tidings.node.yaml.YamlValue;
import io.tidings.stix.identifier.StixId;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads a card from a stranger: bounded, checked, its signature verified. */
final class CardReader {
    private static final CheckedYaml FORM = CheckedYaml.of("card");
    private static final URI NOWHERE = URI.create("https://invalid./");

    private CardReader() {}

    static PeerCard read(Path file, Clock clock) throws MistakesException {
        YamlDocument document = FORM.read(file);
        YamlValue root = document.root();
        Organisation organisation = OrganisationReader.read(root.get("organisation"));
        Optional<X509Certificate> certificate =
                root.get("certificate").as(CardReader::certificate, "the PEM text of one whole certificate");
        Optional<X509Certificate> next =
                root.get("next-certificate").as(CardReader::certificate, "the PEM text of one whole certificate");
        URI discovery = url(root.get("discovery"));
        URI apiRoot = url(root.get("api-root"));
        Optional<Instant> created = root.get("created")
                .as(CardReader::instant, "a time that the calendar has, such as 2026-11-22T10:00:00Z");
        certificate.ifPresent(each -> check(root, each, document, clock));
        List<SignerKey> keys = SignerKeyReader.read(root.get("signing-keys"));
        document.orThrow();
        return new PeerCard(
                organisation,
                certificate.orElseThrow(),
                next,
                discovery,
                apiRoot,
                root.get("collections").items().stream().map(CardReader::offer).toList(),
                root.get("authoritative-for").texts().stream().map(StixId::new).collect(Collectors.toUnmodifiableSet()),
                keys,
                created.orElseThrow());
    }

    private static void check(YamlValue root, X509Certificate certificate, YamlDocument document, Clock clock) {
        Instant now = clock.instant();
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            root.get("certificate")
                    .mistake("a certificate that is still valid: this one expired on "
                            + certificate.getNotAfter().toInstant());
        } else if (now.isBefore(certificate.getNotBefore().toInstant())) {
            root.get("certificate")
                    .mistake("a certificate that is valid already: this one begins on "
                            + certificate.getNotBefore().toInstant() + ", or this machine's clock is behind");
        }
        YamlValue signature = root.get(CardSignature.MEMBER);
        Optional<byte[]> signed = signature.as(CardReader::base64, "the signature in base64");
        if (signed.isPresent()
                && document.json() instanceof ObjectNode card
                && !CardSignature.verifies(card, signed.get(), certificate.getPublicKey())) {
            signature.mistake("a signature by the certificate's key over this card: it was changed on its way,"
                    + " or whoever wrote it does not hold the key; ask its owner for a new one");
        }
    }

    private static PeerCard.Offer offer(YamlValue item) {
        return new PeerCard.Offer(
                UUID.fromString(item.get("id").text("")),
                item.get("name").text(),
                item.get("title").text(""));
    }

    private static URI url(YamlValue value) {
        return value.as(CardReader::parseUrl, "an https address that ends in a slash")
                .orElse(NOWHERE);
    }

    private static Optional<URI> parseUrl(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> uri.getHost() != null && uri.getPort() <= 65535);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<X509Certificate> certificate(String pem) {
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            return found.size() == 1
                    ? Optional.of((X509Certificate) found.iterator().next())
                    : Optional.empty();
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
