package io.tidings.node.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.stix.bytes.ByteSlice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/provenance.md gives others to test against, tested here. */
class TestVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the page has. */
    private record Vectors(String page, String object, Chain chain, ChainVerifier verifier) {}

    private static Vectors vectors() throws Exception {
        Path here = Path.of("").toAbsolutePath();
        Path docs = Files.exists(here.resolve("docs")) ? here.resolve("docs") : here.resolveSibling("docs");
        String page = Files.readString(docs.resolve("provenance.md"));
        List<String> blocks = new ArrayList<>();
        Matcher block = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL)
                .matcher(page.substring(page.indexOf("## Test vectors")));
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return new Vectors(
                page,
                blocks.get(0),
                chain(JSON.readTree(blocks.get(1))),
                verifier(JSON.readTree(blocks.get(2)).path("keys")));
    }

    private static Chain chain(JsonNode json) {
        byte[] digest = Bytes.parse(json.path("object").asText());
        List<Seal> seals = new ArrayList<>();
        List<byte[]> salts = new ArrayList<>();
        json.path("links").forEach(link -> {
            seals.add(Seal.parse(link.path("seal").asText()));
            salts.add(Bytes.parse(link.path("salt").asText()));
        });
        List<byte[]> leaves = Chain.leaves(digest, seals, salts);
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            JsonNode link = json.path("links").get(i);
            SortedMap<Integer, byte[]> leaf = new TreeMap<>();
            leaf.put(link.path("place").asInt(), leaves.get(i));
            List<byte[]> nodes = new ArrayList<>();
            link.path("nodes").forEach(node -> nodes.add(Bytes.parse(node.asText())));
            links.add(new Link(
                    SealPart.of(seals.get(i), leaf, nodes), link.path("place").asInt(), salts.get(i)));
        }
        return Chain.of(digest, links);
    }

    private static ChainVerifier verifier(JsonNode keys) {
        Map<String, TrustedKey> known = new HashMap<>();
        for (JsonNode jwk : keys) {
            PublicSealKey key = PublicSealKey.of(
                    SealAlgorithm.parse(jwk.path("alg").asText()).orElseThrow(),
                    jwk.path("x").asText(),
                    Optional.ofNullable(jwk.get("y")).map(JsonNode::asText));
            assertThat(key.thumbprint()).isEqualTo(jwk.path("kid").asText());
            known.put(
                    key.thumbprint(),
                    new TrustedKey(
                            key,
                            "signer",
                            jwk.path("organisation").asText(),
                            Set.of(),
                            Instant.parse(jwk.path("from").asText()),
                            Optional.empty(),
                            Optional.empty()));
        }
        return new ChainVerifier(thumbprint -> Optional.ofNullable(known.get(thumbprint)));
    }

    @Test
    void thePagesChainIsVerifiedWithThePagesKeys() throws Exception {
        Vectors vectors = vectors();

        Verification verification = vectors.verifier()
                .verify(vectors.chain(), ByteSlice.ofText(vectors.object()), Instant.parse("2026-05-01T09:00:00Z"));

        assertThat(verification.isVerified()).as(verification.toString()).isTrue();
        assertThat(verification.author().map(TrustedKey::organisation)).contains("Lighthouse");
    }

    @Test
    void digestsLeavesAndLinksAreThoseOfThePage() throws Exception {
        Vectors vectors = vectors();
        String page = vectors.page();

        assertThat(page.substring(page.indexOf("its digest is")))
                .contains(Bytes.text(
                        Leaf.object(ByteSlice.ofText(vectors.object())).orElseThrow()));
        String table = page.substring(page.indexOf("| leaf | `"));
        for (int i = 0; i < 2; i++) {
            byte[] leaf = vectors.chain().leaves().get(i);
            assertThat(table).contains(Bytes.text(leaf));
            assertThat(table)
                    .contains(Bytes.text(Leaf.link(
                            Bytes.sha256(), leaf, vectors.chain().links().get(i).seal())));
        }
    }
}
