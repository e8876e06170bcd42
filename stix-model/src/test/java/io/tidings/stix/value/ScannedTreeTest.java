package io.tidings.stix.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.scan.UnusualJsonException;
import io.tidings.stix.testing.RandomJson;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScannedTreeTest {
    private static final ContentBounds BOUNDS = ContentBounds.standard();

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#thousand")
    void aTreeIsTheSameByBothReadersAndInTheSameOrder(long seed) throws Exception {
        RandomJson json = new RandomJson(new Random(seed));
        ByteSlice object = ByteSlice.ofText("{\"x\":" + json.value(5) + ",\"labels\":[" + json.quoted("中\n😀é") + "]}");
        JsonValue parsed = JsonReader.parse(object, BOUNDS);
        try {
            JsonValue scanned = ScannedTree.read(object, BOUNDS);
            assertThat(scanned).isEqualTo(parsed);
            assertThat(scanned.toBytes()).isEqualTo(parsed.toBytes());
        } catch (UnusualJsonException unusual) {
            assertThat(object.text()).as("only an escaped name is left").contains("\\");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":null}",
                "{\"a\":{\"b\":[],\"b\":[]}}",
                "{\"a\":1} ",
                "{\"a\":1}}",
                "{\"a\":1e99999999999}",
                "{\"a\":[1,]}"
            })
    void whatIsNoOrdinaryObjectIsLeft(String text) {
        assertThatThrownBy(() -> ScannedTree.read(ByteSlice.ofText(text), BOUNDS))
                .isInstanceOf(UnusualJsonException.class);
    }
}
