package io.tidings.node.contentpackage.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.contentpackage.format.PageChains.SealText;
import io.tidings.node.contentpackage.format.PageChains.Way;
import io.tidings.node.seal.ChainAssembly.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageChainsTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        for (long seed = 0; seed < 50; seed++) {
            PageChains chains = any(new Random(seed));
            byte[] text = chains.text();
            PageChains read = PageChainsReader.read(text);
            assertThat(read.objects()).as("seed %s", seed).hasSameSizeAs(chains.objects());
            assertThat(read.text()).as("seed %s", seed).isEqualTo(text);
            assertThat(PageChainsReader.count(text)).isEqualTo(chains.objects().size());
        }
    }

    @Test
    void itIsTheTextOfTheSpecification() {
        byte[] digest = new byte[32];
        digest[31] = 1;
        byte[] salt = new byte[16];
        salt[15] = 2;
        PageChains chains = new PageChains(
                List.of(new SealText("a.b.c", List.of(new byte[32])), new SealText("d.e.f", List.of())),
                List.of(Way.NONE, new Way(digest, List.of(new Place(1, 527, salt)))));
        byte[] ways = new byte[1 + 1 + 32 + 2 + 2 + 16];
        ways[1] = 1;
        ways[33] = 1;
        ways[35] = 1;
        ways[36] = 2;
        ways[37] = 15;
        ways[53] = 2;
        assertThat(new String(chains.text(), StandardCharsets.US_ASCII))
                .isEqualTo("{\"seals\":[{\"jws\":\"a.b.c\",\"nodes\":\"" + "A".repeat(43)
                        + "\"},{\"jws\":\"d.e.f\"}],\"chains\":\""
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(ways) + "\"}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"seals\":[],\"chains\":\"\"",
                "{\"seals\":[],\"chains\":\"\"} {}",
                "{\"seals\":{},\"chains\":\"\"}",
                "{\"seals\":[1],\"chains\":\"\"}",
                "{\"seals\":[],\"seals\":[],\"chains\":\"\"}",
                "{\"seals\":[{\"jws\":1}],\"chains\":\"\"}",
                "{\"seals\":[{\"jws\":\"a\",\"nodes\":\"AA\"}],\"chains\":\"\"}",
                "{\"seals\":[],\"chains\":1}",
                "{\"seals\":[],\"chains\":\"!\"}",
                "{\"seals\":[],\"chains\":\"AQ\"}", // one link, and then nothing
                "{\"seals\":[],\"chains\":\"_w\"}" // 255 links
            })
    void anythingElseIsRefused(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> PageChainsReader.read(bytes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PageChainsReader.count(bytes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSealLongerThanSealsAreIsRefused() {
        byte[] text = ("{\"seals\":[{\"jws\":\"" + "a".repeat(8_193) + "\"}],\"chains\":\"\"}")
                .getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> PageChainsReader.count(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreObjectsThanAPageMayHaveAreRefused() {
        byte[] none = new byte[PageChains.MOST_OBJECTS + 1];
        byte[] text = ("{\"seals\":[],\"chains\":\""
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(none) + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> PageChainsReader.count(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static PageChains any(Random random) {
        int seals = 1 + random.nextInt(5);
        List<SealText> texts = new ArrayList<>();
        for (int i = 0; i < seals; i++) {
            List<byte[]> nodes = new ArrayList<>();
            int count = random.nextInt(4);
            for (int n = 0; n < count; n++) {
                nodes.add(bytes(random, 32));
            }
            texts.add(new SealText("seal." + i + "." + random.nextInt(), nodes));
        }
        List<Way> ways = new ArrayList<>();
        int objects = random.nextInt(300);
        for (int i = 0; i < objects; i++) {
            List<Place> places = new ArrayList<>();
            int links = random.nextInt(4);
            for (int n = 0; n < links; n++) {
                places.add(new Place(random.nextInt(seals), random.nextInt(1_024), bytes(random, 16)));
            }
            ways.add(places.isEmpty() ? Way.NONE : new Way(bytes(random, 32), places));
        }
        return new PageChains(texts, ways);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
