package io.tidings.node.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.seal.Batches.Organisation;
import io.tidings.stix.bytes.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainVerifierTest {
    private static final Instant MORNING = Batches.MORNING;
    private static final Instant NOON = MORNING.plus(Duration.ofHours(4));
    private static final Instant EVENING = MORNING.plus(Duration.ofHours(10));
    private static final ByteSlice OBJECT = Batches.object(1);

    private final Batches batches = new Batches();

    private Verification verified(Chain chain, ByteSlice object) {
        return batches.verifier().verify(chain, object, EVENING);
    }

    @ParameterizedTest
    @EnumSource(SealAlgorithm.class)
    void authorAndRelaysAreProvenInEveryAlgorithm(SealAlgorithm algorithm) {
        Organisation a = batches.trusted("A", algorithm, Optional.empty(), Optional.empty());
        Organisation b = batches.trusted("B");
        Chain chain = b.relay(OBJECT, a.author(OBJECT), NOON);

        Verification verification = verified(chain, OBJECT);

        assertThat(verification.isVerified()).isTrue();
        assertThat(verification.author().map(TrustedKey::organisation)).contains("A");
        assertThat(verification.path()).extracting(Verification.Hop::step).containsExactly(Step.AUTHOR, Step.RELAY);
    }

    @Test
    void theWayOfEachOfAThousandObjectsIsProven() {
        Organisation a = batches.trusted("A");
        List<ByteSlice> objects = Batches.objects(1_000);
        List<Chain> chains = a.seal(Step.AUTHOR, MORNING, objects, List.of());
        ChainVerifier verifier = batches.verifier();

        for (int i = 0; i < objects.size(); i++) {
            assertThat(verifier.verify(chains.get(i), objects.get(i), EVENING).isVerified())
                    .isTrue();
        }
        assertThat(chains.stream().map(chain -> chain.links().get(0).seal()).distinct())
                .as("one signature")
                .hasSize(1);
    }

    @Test
    void theSameContentWrittenOtherwiseHasTheSameProof() {
        Organisation a = batches.trusted("A");
        ByteSlice written = ByteSlice.ofText("{\"id\":\"x--1\",\"n\":1.0}");
        ByteSlice otherwise = ByteSlice.ofText("{ \"n\":1, \"id\":\"x--\\u0031\" }");

        assertThat(verified(a.author(written), otherwise).isVerified()).isTrue();
    }

    @Test
    void anOldSealOnANewObjectIsBroken() {
        Organisation a = batches.trusted("A");

        assertThat(verified(a.author(OBJECT), Batches.object(2)).fault()).isPresent();
    }

    @Test
    void theChainOfAnotherObjectOfTheSameBatchIsBroken() {
        Organisation a = batches.trusted("A");
        List<ByteSlice> objects = Batches.objects(5);
        List<Chain> chains = a.seal(Step.AUTHOR, MORNING, objects, List.of());
        Link borrowed = chains.get(3).links().get(0);
        Chain forged = Chain.of(chains.get(4).object(), List.of(borrowed));

        assertThat(verified(forged, objects.get(4)).fault())
                .hasValueSatisfying(why -> assertThat(why).contains("not what was sealed at its place"));
    }

    @Test
    void aLinkTakenOutOfTheMiddleIsNoticed() {
        Organisation a = batches.trusted("A");
        Organisation b = batches.trusted("B");
        Organisation c = batches.trusted("C");
        Chain whole = c.relay(OBJECT, b.relay(OBJECT, a.author(OBJECT), NOON), EVENING);
        List<Link> links = new ArrayList<>(whole.links());
        links.remove(1);

        assertThat(verified(Chain.of(whole.object(), links), OBJECT).fault()).isPresent();
    }

    @Test
    void anAuthorTakenOffTheFrontIsNoticed() {
        Organisation a = batches.trusted("A");
        Organisation b = batches.trusted("B");
        Chain whole = b.relay(OBJECT, a.author(OBJECT), NOON);

        assertThat(verified(Chain.of(whole.object(), whole.links().subList(1, 2)), OBJECT)
                        .fault())
                .isPresent();
    }

    @Test
    void linksInAnotherOrderAreNoticed() {
        Organisation a = batches.trusted("A");
        Organisation b = batches.trusted("B");
        Organisation c = batches.trusted("C");
        Chain whole = c.relay(OBJECT, b.relay(OBJECT, a.author(OBJECT), MORNING), MORNING);
        List<Link> links = List.of(
                whole.links().get(0), whole.links().get(2), whole.links().get(1));

        assertThat(verified(Chain.of(whole.object(), links), OBJECT).fault()).isPresent();
    }

    @Test
    void anotherAuthorsLinkCannotBeGraftedInFront() {
        Organisation a = batches.trusted("A");
        Organisation b = batches.trusted("B");
        Organisation mallory = batches.trusted("Mallory");
        Chain whole = b.relay(OBJECT, a.author(OBJECT), NOON);
        List<Link> links =
                List.of(mallory.author(OBJECT).links().get(0), whole.links().get(1));

        assertThat(verified(Chain.of(whole.object(), links), OBJECT).fault()).isPresent();
    }

    @Test
    void anAuthorInTheMiddleIsNoAuthor() {
        Organisation a = batches.trusted("A");
        Organisation mallory = batches.trusted("Mallory");
        Chain twice = mallory.seal(Step.AUTHOR, NOON, List.of(OBJECT), List.of(a.author(OBJECT)))
                .get(0);

        assertThat(verified(twice, OBJECT).fault()).isPresent();
    }

    @Test
    void whoRelayedFirstIsNotTakenForTheAuthor() {
        Organisation b = batches.trusted("B");
        Chain chain = b.seal(Step.RELAY, NOON, List.of(OBJECT), List.of()).get(0);

        Verification verification = verified(chain, OBJECT);

        assertThat(verification.isVerified()).isTrue();
        assertThat(verification.author()).isEmpty();
    }

    @Test
    void timesThatGoBackOrLieAheadAreNoticedBeyondWhatClocksDiffer() {
        Organisation a = batches.trusted("A");
        Organisation b = batches.trusted("B");
        Chain first = a.seal(Step.AUTHOR, NOON, List.of(OBJECT), List.of()).get(0);

        assertThat(verified(
                                b.relay(
                                        OBJECT,
                                        first,
                                        NOON.minus(ChainVerifier.CLOCKS).plusSeconds(1)),
                                OBJECT)
                        .fault())
                .isEmpty();
        assertThat(verified(
                                b.relay(
                                        OBJECT,
                                        first,
                                        NOON.minus(ChainVerifier.CLOCKS).minusSeconds(1)),
                                OBJECT)
                        .fault())
                .isPresent();
        assertThat(verified(
                                b.relay(
                                        OBJECT,
                                        first,
                                        EVENING.plus(ChainVerifier.CLOCKS).plusSeconds(1)),
                                OBJECT)
                        .fault())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z"})
    void aSealOfATimeThatNoClockShowsIsNone(String time) {
        Organisation mallory = Batches.stranger("Mallory", SealAlgorithm.ES256);
        Chain chain = mallory.seal(Step.AUTHOR, Instant.parse(time), List.of(OBJECT), List.of())
                .get(0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Seal.parse(chain.links().get(0).seal().jws()))
                .withMessageContaining("1970 to 9999");
    }

    @Test
    void aKeyThatIsNotKnownIsDoubtedAndDoesNotHideTheAuthor() {
        Organisation a = batches.trusted("A");
        Organisation unknown = Batches.stranger("Unknown", SealAlgorithm.ES256);
        Chain chain = unknown.relay(OBJECT, a.author(OBJECT), NOON);

        Verification verification = verified(chain, OBJECT);

        assertThat(verification.fault()).isEmpty();
        assertThat(verification.isVerified()).isFalse();
        assertThat(verification.author().map(TrustedKey::organisation)).contains("A");
        assertThat(verification.path().get(1).doubt()).isPresent();
    }

    @Test
    void anUnknownAuthorIsNoAuthorWhateverItCallsItself() {
        batches.trusted("A");
        Organisation impostor = Batches.stranger("A", SealAlgorithm.ES256);

        assertThat(verified(impostor.author(OBJECT), OBJECT).author()).isEmpty();
    }

    @Test
    void aSealFromAfterTheKeysTimeIsDoubtedAndOneFromWithinItIsNot() {
        Organisation a =
                batches.trusted("A", SealAlgorithm.ES256, Optional.of(MORNING.plusSeconds(60)), Optional.empty());
        Chain during = a.author(OBJECT);
        Chain after = a.seal(Step.AUTHOR, NOON, List.of(OBJECT), List.of()).get(0);

        assertThat(verified(during, OBJECT).author()).isPresent();
        assertThat(verified(after, OBJECT).author()).isEmpty();
    }

    @Test
    void aRevokedKeyCountsForWhatWasSeenBeforeItsRevocation() {
        Organisation a = batches.trusted("A", SealAlgorithm.ES256, Optional.empty(), Optional.of(NOON));
        Organisation b = batches.trusted("B");
        Chain early = a.author(OBJECT);
        ChainVerifier verifier = batches.verifier();

        assertThat(verifier.verify(early, OBJECT, NOON.minusSeconds(1)).author())
                .as("came here before")
                .isPresent();
        assertThat(verifier.verify(early, OBJECT, EVENING).author())
                .as("came here after, with a time that the thief may have chosen")
                .isEmpty();
        assertThat(verifier.verify(b.relay(OBJECT, early, NOON.minusSeconds(1)), OBJECT, EVENING)
                        .author())
                .as("sealed on before by someone else")
                .isPresent();
        assertThat(verifier.verify(b.relay(OBJECT, early, NOON.plusSeconds(1)), OBJECT, EVENING)
                        .author())
                .as("sealed on after")
                .isEmpty();
    }

    @Test
    void aHeaderThatAsksForAnotherAlgorithmIsRefused() throws Exception {
        Organisation a = batches.trusted("A");
        Seal seal = a.author(OBJECT).links().get(0).seal();
        String payload = seal.jws().split("\\.")[1];
        String kid = seal.key();

        assertThatThrownBy(() -> Seal.parse(header("none", kid) + "." + payload + "."))
                .isInstanceOf(IllegalArgumentException.class);
        String hs256 = header("HS256", kid) + "." + payload;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(a.key().publicKey().encoded(), "HmacSHA256"));
        assertThatThrownBy(
                        () -> Seal.parse(hs256 + "." + base64(mac.doFinal(hs256.getBytes(StandardCharsets.US_ASCII)))))
                .isInstanceOf(IllegalArgumentException.class);
        Seal relabelled = Seal.parse(
                header("SM2-SM3", kid) + "." + payload + "." + seal.jws().split("\\.")[2]);
        assertThat(relabelled.isSignedBy(a.key().publicKey())).isFalse();
    }

    @Test
    void aHeaderThatBringsItsOwnKeyIsRefused() {
        Organisation a = batches.trusted("A");
        Seal seal = a.author(OBJECT).links().get(0).seal();
        String header = "{\"alg\":\"ES256\",\"jwk\":{},\"kid\":\"" + seal.key() + "\",\"typ\":\"tidings-seal+jws\"}";

        assertThatThrownBy(() -> Seal.parse(base64(header.getBytes(StandardCharsets.US_ASCII))
                        + seal.jws().substring(seal.jws().indexOf('.'))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alg, kid and the typ");
    }

    @Test
    void aSealWithAnotherPayloadUnderItsSignatureIsBroken() {
        Organisation a = batches.trusted("A");
        Organisation b = batches.trusted("B");
        Seal old = a.author(OBJECT).links().get(0).seal();
        Link fresh = b.author(OBJECT).links().get(0);
        Seal swapped = Seal.parse(old.jws().split("\\.")[0] + "."
                + fresh.seal().jws().split("\\.")[1] + "." + old.jws().split("\\.")[2]);
        SortedMap<Integer, byte[]> leaves = new TreeMap<>();
        leaves.put(fresh.place(), fresh.part().leaf(fresh.place()));
        SealPart part = SealPart.of(swapped, leaves, fresh.part().nodesFor(List.of(fresh.place())));
        Chain chain = Chain.of(b.author(OBJECT).object(), List.of(new Link(part, fresh.place(), fresh.salt())));

        assertThat(verified(chain, OBJECT).fault())
                .hasValueSatisfying(why -> assertThat(why).contains("signature of A"));
    }

    @Test
    void whoHasSomeObjectsOfABatchVerifiesThemAndLearnsNothingOfTheNumberOfOthers() {
        Organisation a = batches.trusted("A");
        for (int size : new int[] {1, 2, 700, 1_024}) {
            List<ByteSlice> objects = Batches.objects(size);
            Link one = a.seal(Step.AUTHOR, MORNING, objects, List.of())
                    .get(0)
                    .links()
                    .get(0);

            assertThat(one.part().nodesFor(List.of(one.place()))).hasSize(TreePart.DEPTH);
        }
    }

    private static String header(String algorithm, String kid) {
        return base64(("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\",\"typ\":\"tidings-seal+jws\"}")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
