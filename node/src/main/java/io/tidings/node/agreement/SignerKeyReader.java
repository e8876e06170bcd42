package io.tidings.node.agreement;

import io.tidings.node.seal.PublicSealKey;
import io.tidings.node.seal.SealAlgorithm;
import io.tidings.node.yaml.YamlValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the {@code signing-keys} of a peer card or of {@code signers/NAME.yaml}. */
public final class SignerKeyReader {
    private SignerKeyReader() {}

    /** What {@code list} says; its mistakes are with its document. */
    public static List<SignerKey> read(YamlValue list) {
        return list.items().stream().flatMap(item -> key(item).stream()).toList();
    }

    private static Optional<SignerKey> key(YamlValue item) {
        Optional<SealAlgorithm> algorithm = item.get("alg")
                .as(
                        text -> SealAlgorithm.parse(text).filter(each -> fits(each, item)),
                        "ES256, EdDSA or SM2-SM3, with the kty and crv of such a key");
        Optional<Instant> from = time(item.get("from"));
        if (algorithm.isEmpty() || from.isEmpty()) {
            return Optional.empty();
        }
        Optional<PublicSealKey> key = item.get("x")
                .as(
                        x -> parse(algorithm.get(), x, item.get("y").text()),
                        "the coordinates of a public key, as in a JWK");
        key.filter(each -> !each.thumbprint().equals(item.get("kid").text(each.thumbprint())))
                .ifPresent(each -> item.get("kid").mistake(each.thumbprint() + ", the thumbprint of this key"));
        return key.map(each -> new SignerKey(each, from.get(), time(item.get("until")), time(item.get("revoked"))));
    }

    private static boolean fits(SealAlgorithm algorithm, YamlValue item) {
        return item.get("kty").text(algorithm.keyType()).equals(algorithm.keyType())
                && item.get("crv").text(algorithm.curve()).equals(algorithm.curve());
    }

    private static Optional<PublicSealKey> parse(SealAlgorithm algorithm, String x, Optional<String> y) {
        try {
            return Optional.of(PublicSealKey.of(algorithm, x, y));
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(YamlValue value) {
        return value.as(SignerKeyReader::parseTime, "a time that the calendar has, such as 2026-11-22T10:00:00Z");
    }

    private static Optional<Instant> parseTime(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
