package io.tidings.stix.marking;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.Head;
import io.tidings.stix.testing.Shared;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlpTest {
    private static final StixId GREEN_1 = new StixId("marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da");
    private static final StixId STRICT_2 = new StixId("marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003");
    private static final StixId OWN = new StixId("marking-definition--11111111-1111-4111-8111-111111111111");

    @Test
    void everyBuiltInDefinitionIsASoundObjectOfTheLevelItStates() throws Exception {
        assertThat(TlpDefinitions.all()).hasSize(9);
        for (Map.Entry<StixId, ByteSlice> entry : TlpDefinitions.all().entrySet()) {
            Element element = ObjectReader.read(entry.getValue(), ContentBounds.standard());
            Head head = ((Element.Sound) element).object().head();
            assertThat(head.id()).isEqualTo(entry.getKey());
            assertThat(head.created()).isPresent();
            ByteSlice renamed = ByteSlice.ofText(
                    entry.getValue().text().replace(entry.getKey().value(), OWN.value()));
            assertThat(TlpDefinitions.levelOf(renamed))
                    .isEqualTo(Tlp.of(entry.getKey()))
                    .isPresent();
            assertThat(TlpDefinitions.definition(entry.getKey())).contains(entry.getValue());
        }
    }

    @Test
    void theBuiltInDefinitionsAreThoseOfTheDigest() {
        String digest = new String(Shared.bytes("spec/stix-2.1/objects.json"), StandardCharsets.UTF_8);
        assertThat(digest).isNotEmpty();
        for (String list : new String[] {"tlp_1_0", "tlp_2_0"}) {
            ByteSlice objects = Selector.parse(list + ".objects")
                    .orElseThrow()
                    .resolve(ByteSlice.ofText(digest))
                    .orElseThrow();
            for (String level : new String[] {"white", "clear", "green", "amber", "amber+strict", "red"}) {
                property(objects, level).ifPresent(object -> {
                    StixId id = new StixId(
                            property(object, "id").orElseThrow().text().replace("\"", ""));
                    ByteSlice own = TlpDefinitions.definition(id).orElseThrow();
                    assertThat(CanonicalForm.of(own)).isEqualTo(CanonicalForm.of(object));
                });
            }
        }
    }

    private static Optional<ByteSlice> property(ByteSlice object, String name) {
        return new Selector(name, List.of(new Selector.Step.Name(name))).resolve(object);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "'definition_type':'tlp','definition':{'tlp':'amber'}                               | AMBER",
                "'definition':{'tlp':'amber'},'definition_type':'tlp'                               | AMBER",
                "'definition_type':'tlp','definition':{'tlp':'WHITE'}                               | CLEAR",
                "'definition_type':'tlp','definition':{'tlp':'purple'}                              | RED",
                "'definition_type':'tlp'                                                            | RED",
                "'definition_type':'tlp','definition':['tlp']                                       | RED",
                "'definition_type':'statement','definition':{'statement':'tlp','tlp':'red'}         | none",
                "'extensions':{'x':{'tlp_2_0':'red'}}                                               | none",
                "'extensions':{'EXT':{'extension_type':'property-extension','tlp_2_0':'green'}}     | GREEN",
                "'extensions':{'y':{},'EXT':{'tlp_2_0':'green'},'z':[1]}                            | GREEN",
                "'extensions':{'EXT':7}                                                             | RED",
                "'extensions':[1]                                                                   | none",
                "'definition_type':'tlp','definition':{'tlp':'green'},'extensions':{'EXT':{'tlp_2_0':'amber+strict'}} | AMBER_STRICT",
                "'name':'TLP:RED'                                                                   | none",
            })
    void theLevelOfADefinitionIsWhatItStatesAndTheUnknownIsRed(String properties, Tlp level) {
        String json = "{'type':'marking-definition','id':'" + OWN + "'," + properties + "}";
        json = json.replace('\'', '"').replace("EXT", TlpDefinitions.TLP_2_EXTENSION);
        assertThat(TlpDefinitions.levelOf(ByteSlice.ofText(json))).isEqualTo(Optional.ofNullable(level));
    }

    @Test
    void aStandardIdentifierOutweighsWhatTheObjectClaims() {
        String claim =
                "{\"type\":\"marking-definition\",\"definition_type\":\"tlp\",\"definition\":{\"tlp\":\"white\"},\"id\":\""
                        + STRICT_2 + "\"}";
        assertThat(TlpDefinitions.levelOf(ByteSlice.ofText(claim))).contains(Tlp.AMBER_STRICT);
        assertThat(TlpDefinitions.levelOf(ByteSlice.ofText(claim.replace("marking-definition\",", "indicator\","))))
                .isEmpty();
    }

    @Test
    void theStrictestMarkingOfTheWholeOrAnyPartDecides() throws Exception {
        Head head = ((Element.Sound) ObjectReader.read(
                        ByteSlice.ofText(
                                "{\"type\":\"note\",\"id\":\"note--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\",\"object_marking_refs\":[\""
                                        + GREEN_1
                                        + "\",\"" + OWN
                                        + "\"],\"granular_markings\":[{\"lang\":\"en\",\"selectors\":[\"x\"]},{\"marking_ref\":\""
                                        + STRICT_2
                                        + "\",\"selectors\":[\"content\",\"labels.[0]\",\"labels.[1]\",\"not a selector\"]}]}"),
                        ContentBounds.standard()))
                .object()
                .head();
        assertThat(head.tlp()).contains(Tlp.AMBER_STRICT);
        assertThat(head.tlp(id -> id.equals(OWN) ? Optional.of(Tlp.RED) : Tlp.of(id)))
                .contains(Tlp.RED);
        assertThat(Tlp.strictest(head.objectMarkingRefs(), List.of(), Tlp::of)).contains(Tlp.GREEN);
        assertThat(Tlp.strictest(List.of(OWN), List.of(), Tlp::of)).isEmpty();
        assertThat(head.granularMarkings().get(1).properties()).containsExactly("content", "labels");
    }

    @Test
    void levelsAreWithinAStricterCeilingAndItself() {
        for (Tlp level : Tlp.values()) {
            for (Tlp ceiling : Tlp.values()) {
                assertThat(level.isWithin(ceiling)).isEqualTo(level.ordinal() <= ceiling.ordinal());
            }
            assertThat(Tlp.parse(level.text())).contains(level);
        }
        assertThat(Tlp.parse("White")).contains(Tlp.CLEAR);
        assertThat(Tlp.parse("TLP:RED")).isEmpty();
    }
}
