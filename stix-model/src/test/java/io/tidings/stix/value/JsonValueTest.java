package io.tidings.stix.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.testing.RandomJson;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#thousand")
    void readingAndWritingKeepsTheContentOfAnyValue(long seed) throws Exception {
        ByteSlice text = ByteSlice.ofText(new RandomJson(new Random(seed)).value(5));
        JsonValue value = read(text.text());
        assertThat(CanonicalForm.sameContent(value.toBytes(), text)).isTrue();
        assertThat(read(value.toJson())).isEqualTo(value);
    }

    @Test
    void orderAndNumbersStayAsWritten() throws Exception {
        assertThat(read("{\"b\": 1.0, \"a\": [1e3, -0, \"\\u00e4\\n\"]}").toJson())
                .isEqualTo("{\"b\":1.0,\"a\":[1e3,-0,\"ä\\n\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ä", "\\", "\"", "\n", "𐐷", "~"})
    void aStringIsReadWhateverStandsInItAndWhereverItLies(String special) throws Exception {
        for (int before = 0; before < 20; before++) {
            for (int after = 0; after < 20; after++) {
                String text = "a".repeat(before) + special + "z".repeat(after);
                byte[] around = ("[\"" + new JsonString(text).toJson() + "\"]").getBytes(StandardCharsets.UTF_8);
                JsonValue read = JsonValue.read(ByteSlice.of(around, 2, around.length - 4), ContentBounds.standard());
                assertThat(read).isEqualTo(new JsonString(text));
            }
        }
    }

    @Test
    void aStringWithAControlCharacterOrNoEndIsRefused() {
        for (int before = 0; before < 20; before++) {
            String text = "\"" + "a".repeat(before);
            for (String end : new String[] {"\u0001\"", "\u001faaaaaaaaa\"", "", "aaaaaaaa\\\""}) {
                assertThatThrownBy(() -> read(text + end)).isInstanceOf(MalformedContentException.class);
                assertThatThrownBy(() -> read("[" + text + end + "]")).isInstanceOf(MalformedContentException.class);
            }
        }
    }

    @Test
    void membersThatWereReadCannotBeChanged() throws Exception {
        JsonObject object = read("{\"a\":1}").asObject().orElseThrow();
        assertThatThrownBy(() -> object.members().put("b", new JsonNull()))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> object.members().remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> object.members().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void objectsAreEqualWhateverTheOrderOfTheirMembers() throws Exception {
        assertThat(read("{\"a\":1,\"b\":[2]}")).isEqualTo(read("{\"b\":[2],\"a\":1}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":1,\"a\":2}", "[1] 2", "[NaN]", "[1e99999999999]", "[01]"})
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedContentException.class);
    }

    @Test
    void whatGoesBeyondABoundIsRefused() {
        ContentBounds bounds = new ContentBounds(100, 3, 5, 4, 6);
        for (String text :
                new String[] {"[[[[]]]]", "\"123456\"", "{\"12345\":1}", "1234567", "[" + "1,".repeat(50) + "1]"}) {
            assertThatThrownBy(() -> JsonValue.read(ByteSlice.ofText(text), bounds))
                    .as(text)
                    .isInstanceOf(MalformedContentException.class);
        }
        ContentBounds deep = new ContentBounds(1 << 20, 1 << 20, 5, 4, 6);
        assertThatThrownBy(() -> JsonValue.read(ByteSlice.ofText("[".repeat(100_000)), deep))
                .isInstanceOf(MalformedContentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "1.0,1",
        "100e-2,1",
        "-9007199254740991,-9007199254740991",
        "0e99999,0",
        "1.5,",
        "1e99999,",
        "1e-99999,"
    })
    void aNumberKnowsWhetherItIsAnInteger(String text, String integer) {
        assertThat(new JsonNumber(text)
                        .asLong().stream().mapToObj(Long::toString).findAny())
                .isEqualTo(java.util.Optional.ofNullable(integer));
    }

    @Test
    void aPointerFindsWhatItNames() throws Exception {
        JsonValue value = read("{\"a/b\":{\"~\":[10,[20]]},\"0\":true}");
        JsonPointer pointer =
                JsonPointer.root().member("a/b").member("~").item(1).item(0);
        assertThat(pointer.text()).isEqualTo("/a~1b/~0/1/0");
        assertThat(value.at(pointer)).contains(new JsonNumber("20"));
        assertThat(value.at(JsonPointer.root())).contains(value);
        assertThat(value.at(new JsonPointer("/0"))).contains(new JsonBoolean(true));
        assertThat(value.at(new JsonPointer("/a~1b/~0/01"))).isEmpty();
        assertThat(value.at(new JsonPointer("/a~1b/~0/2"))).isEmpty();
        assertThat(value.at(new JsonPointer("/a~1b/x"))).isEmpty();
    }

    private static JsonValue read(String text) throws MalformedContentException {
        return JsonValue.read(ByteSlice.ofText(text), ContentBounds.standard());
    }
}
