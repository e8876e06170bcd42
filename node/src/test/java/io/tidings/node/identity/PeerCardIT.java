package io.tidings.node.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidings.node.agreement.Organisation;
import io.tidings.node.yaml.Mistake;
import io.tidings.node.yaml.MistakesException;
import io.tidings.stix.identifier.StixId;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PeerCardIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void aCardIsReadAsItWasWrittenWhateverTheKey(KeyKind kind) throws Exception {
        NodeIdentity identity = identity(kind, "keystore.p12");
        PeerCard card = card(identity);
        assertThat(PeerCard.read(file(card.signed(identity)), CLOCK)).isEqualTo(card);
    }

    @Test
    void theCardShowsTheFingerprintToCompareByVoice() throws Exception {
        NodeIdentity identity = identity(KeyKind.ECDSA_P256, "keystore.p12");
        assertThat(card(identity).signed(identity))
                .contains(identity.fingerprint().spoken());
    }

    @ParameterizedTest
    @CsvSource({
        "Bank A, Bank X",
        "taxii.bank-a.example:7444, taxii.evil.example:7444",
        "indicators of bank A, indicators",
        "identity--f431, identity--e431",
        "2026-11-22T10, 2026-11-22T11"
    })
    void aChangedCardIsRefused(String from, String to) throws Exception {
        NodeIdentity identity = identity(KeyKind.ECDSA_P256, "keystore.p12");
        String text = card(identity).signed(identity);
        assertThat(mistakes(text.replace(from, to))).extracting(Mistake::key).containsExactly("signature");
    }

    @Test
    void aMemberAddedOrRemovedIsRefusedAndAnUnknownOneThatWasSignedIsNot() throws Exception {
        NodeIdentity identity = identity(KeyKind.ECDSA_P256, "keystore.p12");
        String text = card(identity).signed(identity);
        assertThat(mistakes(text + "more: 1\n")).extracting(Mistake::key).containsExactly("signature");
        assertThat(mistakes(text.replaceAll("(?m)^authoritative-for.*\n", "")))
                .extracting(Mistake::key)
                .containsExactly("signature");
    }

    @Test
    void anotherCertificateUnderTheCardIsRefused() throws Exception {
        NodeIdentity one = identity(KeyKind.ECDSA_P256, "one.p12");
        NodeIdentity other = identity(KeyKind.ECDSA_P256, "other.p12");
        String certificate = "(?s)certificate: .*?discovery";
        String stolen = card(one).signed(one);
        var matcher =
                java.util.regex.Pattern.compile(certificate).matcher(card(other).signed(other));
        assertThat(matcher.find()).isTrue();
        assertThat(mistakes(
                        stolen.replaceFirst(certificate, java.util.regex.Matcher.quoteReplacement(matcher.group()))))
                .extracting(Mistake::key)
                .containsExactly("signature");
        assertThatThrownBy(() -> card(one).signed(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anExpiredCertificateIsSaidToBeExpired() throws Exception {
        NodeIdentity identity = identity(KeyKind.ECDSA_P256, "keystore.p12");
        Path file = file(card(identity).signed(identity));
        Clock later = Clock.offset(CLOCK, Duration.ofDays(731));
        assertThat(catchThrowableOfType(MistakesException.class, () -> PeerCard.read(file, later)))
                .hasMessageContaining("expired on 2028-11-21");
    }

    @Test
    void anyChangeOfOneCharacterIsACardOfTheSameContentOrMistakes() throws Exception {
        NodeIdentity identity = identity(KeyKind.ECDSA_P256, "keystore.p12");
        PeerCard card = card(identity);
        String text = card.signed(identity);
        long seed = 5;
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            var changed = new StringBuilder(text);
            changed.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
            try {
                assertThat(PeerCard.read(file(changed.toString()), CLOCK))
                        .as("seed %s: %s", seed, changed)
                        .isEqualTo(card);
            } catch (MistakesException e) {
                assertThat(e.mistakes()).isNotEmpty();
            }
        }
    }

    @Test
    void theSpokenFormHasFiveGroupsOfFiveDigits() {
        assertThat(new Fingerprint("sha256:" + "0".repeat(64)).spoken()).isEqualTo("00000 00000 00000 00000 00000");
        assertThat(new Fingerprint("sha256:" + "f".repeat(64)).spoken()).isEqualTo("40394 57584 00791 31296 39935");
        assertThat(Fingerprint.parse("SHA256:" + "A".repeat(64))).isPresent();
        assertThat(Fingerprint.parse("sha256:" + "g".repeat(64))).isEmpty();
    }

    private NodeIdentity identity(KeyKind kind, String keystore) throws Exception {
        return NodeIdentity.create(
                directory.resolve(keystore),
                new Secret("password"),
                kind,
                new CertificateSubject("Bank A", Set.of(), CertificateSubject.TWO_YEARS),
                CLOCK,
                new SecureRandom());
    }

    private static PeerCard card(NodeIdentity identity) {
        return new PeerCard(
                new Organisation(
                        "Bank A",
                        Optional.of("91350100M000100Y43"),
                        Optional.of("financial-institution"),
                        List.of(new Organisation.Contact("SOC 值班", Optional.of("soc@a.example"), Optional.empty()))),
                identity.certificate(),
                Optional.empty(),
                URI.create("https://taxii.bank-a.example:7444/taxii2/"),
                URI.create("https://taxii.bank-a.example:7444/shared/"),
                List.of(new PeerCard.Offer(
                        UUID.fromString("91a7b528-80eb-42ed-a74d-c6fbd5a26116"),
                        Optional.of("indicators"),
                        "indicators of bank A")),
                Set.of(new StixId("identity--f431f809-377b-45e0-aa1c-6a4751cae5ff")),
                CLOCK.instant());
    }

    private Path file(String text) throws Exception {
        return Files.writeString(directory.resolve("card.yaml"), text);
    }

    private List<Mistake> mistakes(String text) throws Exception {
        Path file = file(text);
        return catchThrowableOfType(MistakesException.class, () -> PeerCard.read(file, CLOCK))
                .mistakes();
    }
}
