package io.tidings.node.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.agreement.Acceptance;
import io.tidings.node.provenance.ChainForm;
import io.tidings.node.seal.Chain;
import io.tidings.node.seal.ChainVerifier;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.SealAlgorithm;
import io.tidings.node.seal.Sealer;
import io.tidings.node.seal.Signatory;
import io.tidings.node.seal.Step;
import io.tidings.node.seal.TrustedKey;
import io.tidings.node.seal.Verification;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.StoredChain;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealingTest {
    private static final Instant AT = Instant.parse("2026-05-01T08:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PrivateSealKey lighthouse = PrivateSealKey.generate(SealAlgorithm.ES256, RANDOM);
    private final PrivateSealKey own = PrivateSealKey.generate(SealAlgorithm.ES256, RANDOM);
    private final KeyBook keys = thumbprint -> List.of(trusted(lighthouse, "Lighthouse"), trusted(own, "own")).stream()
            .filter(each -> each.key().thumbprint().equals(thumbprint))
            .findFirst();
    private final ChainVerifier verifier = new ChainVerifier(keys);

    /** As when a partner's program brings a package: what it holds may have been sealed by its author. */
    @Test
    void whatAClientBringsWithAChainIsPassedOnAndTheRestIsOurs() throws Exception {
        List<StixObject> objects = objects();
        Chain came = sealer(lighthouse, "Lighthouse")
                .seal(List.of(new Sealer.Subject(objects.get(0).bytes(), Optional.empty())), Step.AUTHOR, AT)
                .get(0)
                .orElseThrow();
        var sealing = new Sealing(verifier, sealer(own, "Bank A"), keys, Set.of());

        List<Optional<StoredChain>> sealed = sealing.seal(
                List.of(
                        new Entrant(objects.get(0), new Sealing.Arrival(Optional.of(came), Verification.unsigned())),
                        new Entrant(objects.get(1), Sealing.Arrival.ALONE)),
                from("client:partner"));

        assertThat(steps(sealed.get(0), objects.get(0))).containsExactly(Step.AUTHOR, Step.RELAY);
        assertThat(steps(sealed.get(1), objects.get(1))).containsExactly(Step.AUTHOR);
    }

    private List<Step> steps(Optional<StoredChain> sealed, StixObject object) {
        Chain chain = new ChainForm().chain(sealed.orElseThrow()).orElseThrow();
        Verification verification = verifier.verify(chain, object.bytes(), AT);
        assertThat(verification.fault()).isEmpty();
        return verification.path().stream().map(Verification.Hop::step).toList();
    }

    private static Sealer sealer(PrivateSealKey key, String name) {
        return new Sealer(() -> Optional.of(key), new Signatory(name, Optional.empty(), List.of()), RANDOM);
    }

    private static TrustedKey trusted(PrivateSealKey key, String name) {
        return new TrustedKey(key.publicKey(), name, name, Set.of(), Instant.EPOCH, Optional.empty(), Optional.empty());
    }

    private static Delivery from(String source) {
        return new Delivery(
                new UUID(1, 1),
                new Receipt(source, "package", AT, Optional.empty(), Optional.empty(), "test"),
                Tlp.RED,
                Optional.empty(),
                Optional.empty(),
                (offered, held) -> true,
                Acceptance.refusing());
    }

    private static List<StixObject> objects() throws Exception {
        String object =
                "{\"type\":\"domain-name\",\"spec_version\":\"2.1\",\"id\":\"domain-name--%s\",\"value\":\"a.example\"}";
        String envelope = "{\"objects\":[" + object.formatted("00000000-0000-4000-8000-000000000001") + ","
                + object.formatted("00000000-0000-4000-8000-000000000002") + "]}";
        List<StixObject> objects = new ArrayList<>();
        try (ContentReader in =
                ContentReader.over(envelope.getBytes(StandardCharsets.UTF_8), ContentBounds.standard())) {
            for (var each = in.next(); each.isPresent(); each = in.next()) {
                objects.add(((Element.Sound) each.get()).object());
            }
        }
        return objects;
    }
}
