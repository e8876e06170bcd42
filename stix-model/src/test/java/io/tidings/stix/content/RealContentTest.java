package io.tidings.stix.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import io.tidings.stix.testing.ChunkedStream;
import io.tidings.stix.testing.Shared;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published bundles: ATT&CK releases and the examples of OASIS. */
class RealContentTest {
    @ParameterizedTest
    @ValueSource(strings = {"data/attack", "data/oasis"})
    void theObjectsOfPublishedBundlesAndWhatStandsBetweenThemAreTheWholeText(String folder) throws Exception {
        int objects = 0;
        for (Path file : Shared.jsonFiles(folder)) {
            byte[] body = Shared.read(file);
            Reading whole = Reading.of(body, ContentBounds.standard());
            if (!whole.wrapper().hasObjects()) { // one of the examples is an object alone
                assertThat(ObjectReader.read(ByteSlice.of(body), ContentBounds.standard()))
                        .isInstanceOf(Element.Sound.class);
                continue;
            }
            assertThat(whole.elements()).as(file.toString()).isNotEmpty().allMatch(Element.Sound.class::isInstance);
            int at = -1;
            for (ByteSlice slice : whole.bytes()) {
                if (at >= 0) {
                    String between = ByteSlice.of(body, at, slice.offset() - at).text();
                    assertThat(between.strip()).as(file.toString()).isEqualTo(",");
                }
                assertThat(slice.array()).isSameAs(body);
                assertThat(slice.at(0)).isEqualTo((byte) '{');
                assertThat(slice.at(slice.length() - 1)).isEqualTo((byte) '}');
                at = slice.offset() + slice.length();
            }
            String before = new String(body, 0, whole.bytes().get(0).offset(), StandardCharsets.UTF_8);
            String after = new String(body, at, body.length - at, StandardCharsets.UTF_8);
            assertThat(Reading.of(before + after).wrapper()).isEqualTo(whole.wrapper());

            Reading streamed =
                    Reading.ofStream(new ChunkedStream(body, new Random(1), 20_000), ContentBounds.standard());
            assertThat(streamed).isEqualTo(whole);
            ByteSlice first = whole.bytes().get(0);
            assertThat(CanonicalForm.sameContent(first, CanonicalForm.of(first)))
                    .isTrue();
            objects += whole.elements().size();
        }
        assertThat(objects).isPositive();
    }
}
