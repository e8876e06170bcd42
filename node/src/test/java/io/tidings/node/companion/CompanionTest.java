package io.tidings.node.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.seal.Chain;
import io.tidings.node.seal.ChainAssembly.Assembled;
import io.tidings.node.seal.ChainVerifier;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.SealAlgorithm;
import io.tidings.node.seal.Sealer;
import io.tidings.node.seal.Signatory;
import io.tidings.node.seal.Step;
import io.tidings.node.seal.TrustedKey;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CompanionTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private final PrivateSealKey key = PrivateSealKey.generate(SealAlgorithm.ES256, new SecureRandom());
    private final ChainVerifier verifier = new ChainVerifier(thumbprint -> Optional.of(new TrustedKey(
            key.publicKey(), "signer:a", "A", Set.of(), Instant.EPOCH, Optional.empty(), Optional.empty())));

    private static List<StixObject> objects(int count) throws Exception {
        Random random = new Random(7);
        StringBuilder envelope = new StringBuilder("{\"objects\":[");
        for (int i = 0; i < count; i++) {
            envelope.append(i == 0 ? "" : ",")
                    .append("{\"type\":\"note\",\"spec_version\":\"2.1\",\"id\":\"note--")
                    .append(new UUID(random.nextLong(), random.nextLong()))
                    .append("\",\"created\":\"2026-01-01T00:00:00.000Z\",\"modified\":\"2026-01-01T00:00:00.000Z\"}");
        }
        byte[] bytes = envelope.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        List<StixObject> objects = new ArrayList<>();
        try (ContentReader reader = ContentReader.over(new ByteArrayInputStream(bytes), ContentBounds.standard())) {
            for (Optional<Element> e = reader.next(); e.isPresent(); e = reader.next()) {
                objects.add(((Element.Sound) e.get()).object());
            }
        }
        return objects;
    }

    private List<Chain> sealed(List<StixObject> objects) {
        Sealer sealer =
                new Sealer(() -> Optional.of(key), new Signatory("A", Optional.empty(), List.of()), new SecureRandom());
        return sealer
                .seal(
                        objects.stream()
                                .map(each -> new Sealer.Subject(each.bytes(), Optional.empty()))
                                .toList(),
                        Step.AUTHOR,
                        NOON)
                .stream()
                .map(Optional::orElseThrow)
                .toList();
    }

    private static byte[] written(List<StixObject> objects, List<Chain> chains, int... which) {
        CompanionWriter writer = new CompanionWriter();
        for (int i : which) {
            writer.add(new CompanionWriter.Item(objects.get(i).id(), Companion.version(objects.get(i)), chains.get(i)));
        }
        return writer.write(new UUID(1, 2), NOON, Optional.of(Tlp.GREEN)).bytes();
    }

    private boolean holds(Companion companion, StixObject object) {
        return companion
                .find(object)
                .flatMap(Assembled::chain)
                .filter(chain -> verifier.verify(chain, object.bytes(), NOON).isVerified())
                .isPresent();
    }

    @Test
    void whatItNamesIsProvenAndWhatItDoesNotNameIsNotThere() throws Exception {
        List<StixObject> objects = objects(50);
        byte[] written = written(objects, sealed(objects), 3, 4, 40);

        Companion companion = CompanionReader.read(ByteSlice.of(written));

        assertThat(companion.size()).isEqualTo(3);
        assertThat(holds(companion, objects.get(3))).isTrue();
        assertThat(holds(companion, objects.get(4))).isTrue();
        assertThat(holds(companion, objects.get(40))).isTrue();
        assertThat(companion.find(objects.get(5))).isEmpty();
        assertThat(new String(written, StandardCharsets.UTF_8))
                .doesNotContain(objects.get(5).id().value());
    }

    @Test
    void aServerBetweenMayWriteItAnewInAnyOrder() throws Exception {
        List<StixObject> objects = objects(5);
        ObjectNode json = (ObjectNode) JSON.readTree(written(objects, sealed(objects), 0, 1, 2, 3, 4));
        JsonNode seals = json.remove("seals");
        json.put("x_added", 1.5);
        json.set("seals", seals); // now behind the objects that name them

        Companion companion = CompanionReader.read(
                ByteSlice.of(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json)));

        assertThat(objects).allMatch(object -> holds(companion, object));
    }

    @Test
    void whatIsWrongWithOneLeavesTheOthersAlone() throws Exception {
        List<StixObject> objects = objects(4);
        List<Chain> one = sealed(objects.subList(0, 2));
        List<Chain> other = sealed(objects.subList(2, 4));
        List<Chain> chains = List.of(one.get(0), one.get(1), other.get(0), other.get(1));
        ObjectNode json = (ObjectNode) JSON.readTree(written(objects, chains, 0, 1, 2, 3));
        ((ObjectNode) json.path("seals").get(0)).put("jws", "no.seal.atall");

        Companion companion = CompanionReader.read(ByteSlice.of(JSON.writeValueAsBytes(json)));

        assertThat(companion.find(objects.get(0)).orElseThrow().chain()).isEmpty();
        assertThat(holds(companion, objects.get(2))).isTrue();
        assertThat(holds(companion, objects.get(3))).isTrue();
    }

    @Test
    void whatIsTooMuchIsRefusedWithoutBeingTaken() {
        String manySeals = "{\"seals\":[" + "{\"jws\":\"a.b.c\"},".repeat(5_000) + "{}]}";
        String manyLinks = "{\"objects\":[{\"links\":[" + "[0,0,\"AAAAAAAAAAAAAAAAAAAAAA\"],".repeat(17_000) + "[]]}]}";
        String deep = "{\"objects\":" + "[".repeat(500) + "]".repeat(500) + "}";
        String large = "{\"x\":\"" + "a".repeat(5 << 20) + "\"}";

        for (String hostile :
                List.of(manySeals, manyLinks, deep, large, "[]", "", "{\"seals\":{}}", "{\"objects\":[1]}")) {
            assertThatThrownBy(() -> CompanionReader.read(ByteSlice.ofText(hostile)))
                    .as(hostile.substring(0, Math.min(60, hostile.length())))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anyDamageIsAFaultAndNeverAnotherError() throws Exception {
        List<StixObject> objects = objects(6);
        byte[] written = written(objects, sealed(objects), 0, 1, 2, 3, 4, 5);
        long seed = 42;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = written.clone();
            damaged[random.nextInt(damaged.length)] = (byte) (32 + random.nextInt(95));
            assertThat(isReadOrRefused(damaged, objects))
                    .as("seed %d, damage %d", seed, i)
                    .isTrue();
        }
    }

    private boolean isReadOrRefused(byte[] damaged, List<StixObject> objects) {
        try {
            Companion companion = CompanionReader.read(ByteSlice.of(damaged));
            objects.forEach(object -> holds(companion, object));
            return true;
        } catch (IllegalArgumentException refused) {
            return true;
        } catch (RuntimeException other) {
            return false;
        }
    }
}
