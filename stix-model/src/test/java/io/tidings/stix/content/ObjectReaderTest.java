package io.tidings.stix.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidings.stix.bytes.ByteSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectReaderTest {
    private static final String SOUND =
            "{ \"type\":\"url\",\"id\":\"url--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\",\"value\":\"é\"}";

    @Test
    void anObjectIsReadInPlaceFromBraceToBrace() throws Exception {
        ByteSlice larger = ByteSlice.ofText("é" + " \n" + SOUND + " }");
        Element element = ObjectReader.read(larger.slice(2, larger.length() - 3), ContentBounds.standard());
        ByteSlice bytes = ((Element.Sound) element).object().bytes();
        assertThat(bytes.text()).isEqualTo(SOUND);
        assertThat(bytes.array()).isSameAs(larger.array());
        assertThat(((Element.Sound) element).object().type()).isEqualTo("url");
    }

    @Test
    void whatIsNoStixObjectIsFaulty() throws Exception {
        Element element = ObjectReader.read(ByteSlice.ofText(" [1] "), ContentBounds.standard());
        assertThat(((Element.Faulty) element).bytes().text()).isEqualTo("[1]");
        ContentBounds tight = new ContentBounds(20, 5, 100, 20, 10);
        assertThat(((Element.Faulty) ObjectReader.read(ByteSlice.ofText(SOUND), tight)).reason())
                .contains("20 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{}{}", "{} x", "{\"a\":1,\"a\":1}", "{\"a\":\"\\ud800\"}", "\ufeff{}"})
    void whatIsNotOneJsonValueIsMalformed(String json) {
        assertThatThrownBy(() -> ObjectReader.read(ByteSlice.ofText(json), ContentBounds.standard()))
                .isInstanceOf(MalformedContentException.class);
    }

    @Test
    void positionsCountFromTheFirstByteGiven() {
        ByteSlice json = ByteSlice.ofText("xxxxxxxx{\"a\":}").slice(8, 6);
        var malformed = catchThrowableOfType(
                MalformedContentException.class, () -> ObjectReader.read(json, ContentBounds.standard()));
        assertThat(malformed.position()).isBetween(5L, 6L);
    }
}
