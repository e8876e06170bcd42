package io.tidings.node.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Organisation;
import io.tidings.node.agreement.Peer;
import io.tidings.node.agreement.Signer;
import io.tidings.node.agreement.SignerKey;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.PublicSealKey;
import io.tidings.node.seal.SealAlgorithm;
import io.tidings.node.store.VersionAuthority;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.time.StixTimestamp;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may bring a further version of what is held (I-6). */
class CreatorAuthorityTest {
    private static final StixId NAMED = new StixId("identity--11111111-1111-4111-8111-111111111111");
    private static final StixId SIGNED = new StixId("identity--44444444-4444-4444-8444-444444444444");
    private static final StixId UNNAMED = new StixId("identity--22222222-2222-4222-8222-222222222222");

    private static Peer peer(String name, Set<StixId> authoritativeFor) {
        return new Peer(
                name,
                new Organisation(name, Optional.empty(), Optional.empty(), List.of()),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                authoritativeFor,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                "sha256:00");
    }

    private static Head offered(StixId creator) {
        StixTimestamp time = StixTimestamp.of("2026-01-01T00:00:00.000Z");
        return new Head(
                new StixId("indicator--33333333-3333-4333-8333-333333333333"),
                SpecVersion.V2_1,
                Optional.of(time),
                Optional.of(time),
                Optional.of(creator),
                false,
                List.of(),
                List.of(),
                List.of());
    }

    @ParameterizedTest(name = "{0} brings a version of what {1} gave, creator named in an agreement: {2}: {4}")
    @CsvSource({
        "peer:author,  peer:relay,   true,  true,  true",
        "peer:author,  peer:author,  true,  true,  true",
        "peer:relay,   peer:relay,   true,  true,  false",
        "client:tip,   operator,     true,  true,  false",
        "operator,     peer:relay,   true,  true,  true",
        "peer:relay,   peer:relay,   false, true,  true",
        "peer:other,   peer:relay,   false, true,  false",
        "client:tip,   operator,     false, true,  true",
        "client:tip,   client:siem,  false, true,  true",
        "client:tip,   peer:relay,   false, true,  false",
        "peer:relay,   client:tip,   false, true,  false",
        "peer:author,  peer:author,  true,  false, false",
        "peer:relay,   peer:relay,   false, false, false",
        "operator,     peer:relay,   false, false, true",
    })
    void onlyWhoIsAuthoritativeMayVersion(
            String source, String heldSource, boolean named, boolean sameCreator, boolean allowed) {
        AgreementBook book = new AgreementBook(
                List.of(peer("author", Set.of(NAMED)), peer("relay", Set.of()), peer("other", Set.of())),
                List.of(),
                "sha256:00");
        assertThat(new CreatorAuthority(book, source)
                        .mayVersion(
                                offered(named ? NAMED : UNNAMED), new VersionAuthority.Held(heldSource, sameCreator)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} begins an object of a creator whose keys are known, {1}: {2}")
    @CsvSource({
        "operator,    SIGNED,  true",
        "client:tip,  SIGNED,  true",
        "peer:author, SIGNED,  true",
        "peer:relay,  SIGNED,  false",
        "peer:relay,  NAMED,   true",
        "peer:relay,  UNNAMED, true",
    })
    void whoseKeysAreKnownSpeaksByItselfOrBySeal(String source, String creator, boolean allowed) {
        AgreementBook book = signing();
        assertThat(new CreatorAuthority(book, source).mayBegin(offered(creator(creator))))
                .isEqualTo(allowed);
    }

    @Test
    void whoBroughtAnObjectMayNotVersionItIfItsCreatorSigns() {
        VersionAuthority.Held byRelay = new VersionAuthority.Held("peer:relay", true);
        assertThat(new CreatorAuthority(signing(), "peer:relay").mayVersion(offered(SIGNED), byRelay))
                .isFalse();
        assertThat(new CreatorAuthority(signing(), "peer:author").mayVersion(offered(SIGNED), byRelay))
                .isTrue();
    }

    private static StixId creator(String name) {
        return switch (name) {
            case "SIGNED" -> SIGNED;
            case "NAMED" -> NAMED;
            default -> UNNAMED;
        };
    }

    private static AgreementBook signing() {
        PublicSealKey key =
                PrivateSealKey.generate(SealAlgorithm.ES256, new SecureRandom()).publicKey();
        SignerKey known = new SignerKey(key, Instant.EPOCH, Optional.empty(), Optional.empty());
        Signer author = new Signer(
                "author",
                new Organisation("author", Optional.empty(), Optional.empty(), List.of()),
                Set.of(SIGNED),
                List.of(known));
        return new AgreementBook(
                List.of(peer("author", Set.of()), peer("relay", Set.of()), peer("named", Set.of(NAMED))),
                List.of(),
                List.of(author),
                "sha256:00");
    }
}
