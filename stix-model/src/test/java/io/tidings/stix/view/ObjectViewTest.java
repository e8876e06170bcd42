package io.tidings.stix.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.object.StixObject;
import org.junit.jupiter.api.Test;

class ObjectViewTest {
    private static final String FILE = """
            {"type":"file","id":"file--00000001-0c41-4a05-a5f4-8d0b0c6f7a51","defanged":true,"size":1.0,"name":"a.exe",
             "hashes":{"MD5":"d41d8cd98f00b204e9800998ecf8427e"},"magic_number_hex":7,
             "contains_refs":["url--00000001-0c41-4a05-a5f4-8d0b0c6f7a51"],
             "extensions":{"windows-pebinary-ext":{"pe_type":"exe","sections":[{"name":".text","entropy":6.5}]}}}""";
    private static final String INDICATOR = """
            {"type":"indicator","spec_version":"2.1","id":"indicator--00000001-0c41-4a05-a5f4-8d0b0c6f7a51",
             "created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","confidence":70,"lang":"de",
             "indicator_types":["benign"],"pattern_type":"stix","valid_from":"2026-01-01T00:00:00Z","x_rank":[1],
             "external_references":[{"source_name":"capec","external_id":"CAPEC-7"}],
             "kill_chain_phases":[{"kill_chain_name":"a","phase_name":"b"}]}""";

    @Test
    void propertiesAreReadAsWhatTheyAre() throws Exception {
        Indicator indicator = Indicator.of(object(INDICATOR));
        assertThat(indicator.patternType()).isEqualTo("stix");
        assertThat(indicator.indicatorTypes()).containsExactly("benign");
        assertThat(indicator.validFrom().text()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(indicator.validUntil()).isEmpty();
        assertThat(indicator.confidence()).contains(70L);
        assertThat(indicator.lang()).contains("de");
        assertThat(indicator.killChainPhases())
                .extracting(KillChainPhase::phaseName)
                .containsExactly("b");
        assertThat(indicator.externalReferences())
                .extracting(reference -> reference.externalId().orElse(""))
                .containsExactly("CAPEC-7");
        assertThat(indicator.property("x_rank").orElseThrow().toJson()).isEqualTo("[1]");
        assertThat(indicator).hasToString("Indicator[indicator--00000001-0c41-4a05-a5f4-8d0b0c6f7a51]");
    }

    @Test
    void extensionsAndPartsHaveViewsOfTheirOwn() throws Exception {
        File file = File.of(object(FILE));
        assertThat(file.defanged()).isTrue();
        assertThat(file.size()).contains(1L);
        assertThat(file.hashes()).containsEntry("MD5", "d41d8cd98f00b204e9800998ecf8427e");
        assertThat(file.containsRefs())
                .extracting(Object::toString)
                .containsExactly("url--00000001-0c41-4a05-a5f4-8d0b0c6f7a51");
        WindowsPebinaryExt program = file.windowsPebinaryExt().orElseThrow();
        assertThat(program.peType()).isEqualTo("exe");
        assertThat(program.sections()).extracting(WindowsPeSection::name).containsExactly(".text");
        assertThat(program.sections().get(0).entropy()).contains(6.5);
        assertThat(file.ntfsExt()).isEmpty();
        assertThat(file.extension("windows-pebinary-ext")).isPresent();
    }

    @Test
    void viewingChangesNothingAndAsksOnlyForWhatIsRead() throws Exception {
        StixObject object = object(FILE);
        File file = File.of(object);
        assertThat(file.object().bytes()).isSameAs(object.bytes());
        assertThat(file.name()).contains("a.exe");
        assertThatThrownBy(file::magicNumberHex)
                .isInstanceOfSatisfying(
                        UnfitPropertyException.class,
                        unfit -> assertThat(unfit.property()).isEqualTo("magic_number_hex"))
                .hasMessageContaining("is not a string");
        assertThatThrownBy(() -> Indicator.of(object(INDICATOR)).pattern())
                .isInstanceOf(UnfitPropertyException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void anObjectOfAnotherTypeHasNoSuchView() throws Exception {
        StixObject file = object(FILE);
        assertThatThrownBy(() -> Indicator.of(file)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ObjectView.of(file).type()).isEqualTo("file");
    }

    private static StixObject object(String json) throws Exception {
        return ((Element.Sound) ObjectReader.read(ByteSlice.ofText(json), ContentBounds.standard())).object();
    }
}
