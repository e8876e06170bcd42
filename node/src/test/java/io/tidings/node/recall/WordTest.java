package io.tidings.node.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.SealAlgorithm;
import io.tidings.node.seal.Signatory;
import io.tidings.node.seal.Statement;
import io.tidings.node.seal.TrustedKey;
import io.tidings.stix.identifier.StixId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WordTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Signatory COMPANY = new Signatory("Lighthouse", Optional.empty(), List.of());
    private static final UUID ID = new UUID(1, 2);

    private final PrivateSealKey company = PrivateSealKey.generate(SealAlgorithm.EDDSA, new SecureRandom());
    private final PrivateSealKey bank = PrivateSealKey.generate(SealAlgorithm.ES256, new SecureRandom());
    private final PrivateSealKey stranger = PrivateSealKey.generate(SealAlgorithm.EDDSA, new SecureRandom());

    private static RecallStatement recall(Instant at) {
        return new RecallStatement(
                ID,
                new StixId("indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"),
                Optional.empty(),
                "names a victim",
                at);
    }

    private static TrustedKey known(PrivateSealKey key, String holder, Optional<Instant> revoked) {
        return new TrustedKey(
                key.publicKey(), holder, holder, Set.of("identity--x"), Instant.EPOCH, Optional.empty(), revoked);
    }

    private KeyBook keys(Optional<Instant> revoked) {
        return thumbprint ->
                List.of(known(company, "signer:company", revoked), known(bank, "peer:bank", Optional.empty())).stream()
                        .filter(each -> each.key().thumbprint().equals(thumbprint))
                        .findFirst();
    }

    private Word hear(Statement... statements) {
        return Word.of(List.of(statements), keys(Optional.empty()), NOW);
    }

    private Statement passedOn(Statement previous, Instant at) {
        return RecallStatement.passOn(ID, previous, at, COMPANY, bank);
    }

    @Test
    void theWordIsOfWhoRecallsAndOfWhoPassesItOn() {
        Statement first = recall(NOW).sign(COMPANY, company);
        Word word = hear(first, passedOn(first, NOW));

        assertThat(word.fault()).isEmpty();
        assertThat(word.issuer()).map(TrustedKey::holder).contains("signer:company");
        assertThat(word.givers()).containsExactlyInAnyOrder("signer:company", "peer:bank");
    }

    @Test
    void aStrangersKeyCountsForNothingAndFaultsNothing() {
        Word word = hear(recall(NOW).sign(COMPANY, stranger));

        assertThat(word.fault()).isEmpty();
        assertThat(word.issuer()).isEmpty();
        assertThat(word.givers()).isEmpty();
    }

    @Test
    void aForgedStatementIsWorthNothing() {
        String[] parts = recall(NOW).sign(COMPANY, company).jws().split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("names a victim", "names a villain");
        Statement forged = RecallStatement.parse(parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + "." + parts[2]);

        assertThat(hear(forged).fault())
                .hasValueSatisfying(why -> assertThat(why).contains("does not hold"));
    }

    @Test
    void whatIsOfTheFutureOrByARevokedKeyIsWorthNothing() {
        Statement early = recall(NOW.plus(Duration.ofHours(1))).sign(COMPANY, company);
        assertThat(hear(early).fault())
                .hasValueSatisfying(why -> assertThat(why).contains("after it came here"));

        Statement late = recall(NOW.minus(Duration.ofHours(1))).sign(COMPANY, company);
        assertThat(Word.of(List.of(late), keys(Optional.of(NOW.minusSeconds(60))), NOW)
                        .fault())
                .hasValueSatisfying(why -> assertThat(why).contains("revoked"));
    }

    @Test
    void aTimeThatNothingCanBeAddedToIsNone() {
        Statement end = recall(Instant.MAX).sign(COMPANY, company);

        assertThatThrownBy(() -> hear(end)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void statementsThatDoNotFollowFromEachOtherAreNoRecall() {
        Statement first = recall(NOW).sign(COMPANY, company);
        Statement other = recall(NOW.plusSeconds(1)).sign(COMPANY, company);

        assertThat(RecallStatement.read(List.of(first, passedOn(first, NOW))).id())
                .isEqualTo(ID);
        assertThatThrownBy(() -> RecallStatement.read(List.of(first, passedOn(other, NOW))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not pass on");
        assertThatThrownBy(() -> RecallStatement.read(List.of(passedOn(first, NOW))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
