package io.tidings.stix.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.marking.GranularMarking;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.testing.ChunkedStream;
import io.tidings.stix.testing.RandomJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentReaderTest {
    private static final ContentBounds BOUNDS = ContentBounds.standard();
    private static final String ID = "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
    private static final String SOUND = "{\"type\":\"indicator\",\"id\":\"" + ID + "\"}";

    private static String envelope(String... objects) {
        return "{\"objects\":[" + String.join(",", objects) + "]}";
    }

    @Test
    void theHeadIsReadAndTheBytesAreKept() throws Exception {
        String object = """
                { "type" : "indicator", "spec_version":"2.1","id":"%s",
                  "created_by_ref":"identity--f431f809-377b-45e0-aa1c-6a4751cae5ff",
                  "created":"2016-04-06T20:03:48.0000Z", "modified":"2016-04-06T20:03:48.1Z", "revoked": true,
                  "labels":["a","\\u00e9"], "x_number": 1e3, "x": {"id":"inner","labels":[1,{}]},
                  "object_marking_refs":["marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"],
                  "granular_markings":[{"lang":"de","selectors":["name"]},
                    {"marking_ref":"marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da","selectors":["labels.[0]"]}]}""".formatted(ID);
        Reading reading =
                Reading.of("{ \"more\" : true, \"next\":\"c\\u0031\", \"objects\": [ " + object + " ] , \"x\": [] }");
        assertThat(reading.sound(0).object().bytes().text()).isEqualTo(object);
        Head head = reading.sound(0).object().head();
        assertThat(head.id().value()).isEqualTo(ID);
        assertThat(head.type()).isEqualTo("indicator");
        assertThat(head.specVersion()).isEqualTo(SpecVersion.V2_1);
        assertThat(head.created().orElseThrow().text()).isEqualTo("2016-04-06T20:03:48.0000Z");
        assertThat(head.modified().orElseThrow().text()).isEqualTo("2016-04-06T20:03:48.1Z");
        assertThat(head.createdByRef().orElseThrow().value())
                .isEqualTo("identity--f431f809-377b-45e0-aa1c-6a4751cae5ff");
        assertThat(head.revoked()).isTrue();
        assertThat(head.labels()).containsExactly("a", "é");
        assertThat(head.objectMarkingRefs()).hasSize(1);
        assertThat(head.granularMarkings())
                .extracting(GranularMarking::selectors)
                .containsExactly(List.of("name"), List.of("labels.[0]"));
        assertThat(head.granularMarkings().get(0).lang()).contains("de");
        assertThat(reading.wrapper().more()).isTrue();
        assertThat(reading.wrapper().next()).contains("c1");
        assertThat(reading.wrapper().isBundle()).isFalse();
    }

    @Test
    void aBundleIsReadLikeAnEnvelope() throws Exception {
        Reading reading = Reading.of(
                "{\"type\":\"bundle\",\"id\":\"bundle--1\",\"spec_version\":\"2.0\",\"objects\":[" + SOUND + "]}");
        assertThat(reading.wrapper().isBundle()).isTrue();
        assertThat(reading.wrapper().id()).contains("bundle--1");
        assertThat(reading.elements()).hasSize(1);
    }

    @Test
    void theSpecificationVersionOfAnObjectWithoutOneIsToldByItsCreated() throws Exception {
        Reading reading = Reading.of(envelope(SOUND, SOUND.replace("}", ",\"created\":\"2016-04-06T20:03:48Z\"}")));
        assertThat(reading.sound(0).object().head().specVersion()).isEqualTo(SpecVersion.V2_1);
        assertThat(reading.sound(1).object().head().specVersion()).isEqualTo(SpecVersion.V2_0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", " {\"objects\":null} ", "{\"more\":false}", "\ufeff{}", "{\"x\":{\"a\":[1,{\"b\":[]}]}}"})
    void anEnvelopeWithoutObjectsHasNone(String json) throws Exception {
        Reading reading = Reading.of(json);
        assertThat(reading.elements()).isEmpty();
        assertThat(reading.wrapper().hasObjects()).isFalse();
    }

    @Test
    void anEmptyListOfObjectsIsTold() throws Exception {
        Reading reading = Reading.of("{\"objects\": [ ], \"next\": 17}");
        assertThat(reading.elements()).isEmpty();
        assertThat(reading.wrapper().hasObjects()).isTrue();
        assertThat(reading.wrapper().next()).contains("17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"x\"",
                "{",
                "{\"objects\"",
                "{\"objects\":",
                "{\"objects\":[",
                "{\"objects\":[]",
                "{\"objects\":[{]}",
                "{\"objects\":[{}}",
                "{\"objects\":{}}",
                "{\"objects\":\"x\"}",
                "{\"objects\":[],\"objects\":[]}",
                "{\"objects\":[{\"a\":1,\"a\":1}]}",
                "{\"objects\":[{\"a\":1,\"\\u0061\":1}]}",
                "{\"objects\":[{\"x\":[{\"a\":1,\"b\":2,\"c\":3,\"a\":1}]}]}",
                "{\"x\":{\"a\":1,\"a\":1}}",
                "{\"objects\":[{\"a\":NaN}]}",
                "{\"objects\":[{\"a\":Infinity}]}",
                "{\"objects\":[{\"a\":-Infinity}]}",
                "{\"objects\":[{\"a\":01}]}",
                "{\"objects\":[{\"a\":+1}]}",
                "{\"objects\":[{\"a\":1.}]}",
                "{\"objects\":[{\"a\":.5}]}",
                "{\"objects\":[{\"a\":0x1}]}",
                "{\"objects\":[{'a':1}]}",
                "{\"objects\":[{a:1}]}",
                "{\"objects\":[1,]}",
                "{\"objects\":[{\"a\":1,}]}",
                "{\"objects\":[]}x",
                "{\"objects\":[]}{}",
                "{\"objects\":[]}\u0000",
                "{/**/}",
                "{\"objects\":[{\"a\":\"\n\"}]}",
                "{\"objects\":[{\"a\":\"\\q\"}]}",
                "{\"objects\":[{\"a\":\"\\u12g4\"}]}",
                "{\"objects\":[{\"a\":\"\\ud800\"}]}",
                "{\"objects\":[{\"a\":\"\\udc00\\ud800\"}]}",
                "{\"objects\":[{\"a\":\"\\ud800\\ud800\\udc00\"}]}",
                "{\"objects\":[{\"a\":\"\\ud800\\\\udc00\"}]}",
                "{\"\\ud800\":1}",
                "\ufeff\ufeff{}"
            })
    void whatIsNoIJsonObjectIsMalformedHoweverItArrives(String json) throws Exception {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Reading.of(body, BOUNDS)).isInstanceOf(MalformedContentException.class);
        assertThatThrownBy(() -> Reading.ofStream(new ByteArrayInputStream(body), BOUNDS))
                .isInstanceOf(MalformedContentException.class);
        ContentReader reader = ContentReader.over(body, BOUNDS);
        assertThatThrownBy(() -> {
                    while (reader.next().isPresent()) {}
                })
                .isInstanceOf(MalformedContentException.class);
        assertThatThrownBy(reader::next).isInstanceOf(MalformedContentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c080",
                "c1bf",
                "eda080",
                "edbfbf",
                "e08080",
                "f0808080",
                "f4908080",
                "f5808080",
                "ff",
                "80",
                "e282",
                "c3"
            })
    void aStringThatIsNotUtf8IsMalformedAlsoWhereItIsPassedOver(String hex) {
        String[] halves = envelope("{\"x\":\"ä@\"}").split("@");
        byte[] body = HexFormat.of()
                .parseHex(HexFormat.of().formatHex(halves[0].getBytes(StandardCharsets.UTF_8))
                        + hex
                        + HexFormat.of().formatHex(halves[1].getBytes(StandardCharsets.UTF_8)));
        var malformed = catchThrowableOfType(MalformedContentException.class, () -> Reading.of(body, BOUNDS));
        assertThat(malformed).hasMessageContaining("UTF-8");
        assertThat(malformed.position()).isBetween(20L, 24L);
        assertThatThrownBy(() -> Reading.ofStream(new ChunkedStream(body, new Random(1), 3), BOUNDS))
                .isInstanceOf(MalformedContentException.class)
                .hasMessage(malformed.getMessage());
    }

    @Test
    void utf16AndUtf32AreRefusedByName() {
        for (String charset : new String[] {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
            byte[] body = envelope(SOUND).getBytes(java.nio.charset.Charset.forName(charset));
            assertThatThrownBy(() -> Reading.of(body, BOUNDS)).hasMessageContaining("not UTF-8");
            assertThatThrownBy(() -> Reading.ofStream(new ByteArrayInputStream(body), BOUNDS))
                    .hasMessageContaining("not UTF-8");
        }
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws Exception {
        String json = "\ufeff" + envelope(SOUND);
        assertThat(Reading.of(json).bytes()).containsExactly(ByteSlice.ofText(SOUND));
        assertThat(Reading.ofStream(json, BOUNDS).bytes()).containsExactly(ByteSlice.ofText(SOUND));
    }

    @Test
    void aRangeOfAnArrayIsReadInPlace() throws Exception {
        byte[] larger = ("}}\ud83d\ude00" + envelope(SOUND, SOUND) + "{{").getBytes(StandardCharsets.UTF_8);
        ByteSlice range = ByteSlice.of(larger, 6, larger.length - 8);
        try (ContentReader reader = ContentReader.over(range, BOUNDS)) {
            ByteSlice first =
                    ((Element.Sound) reader.next().orElseThrow()).object().bytes();
            assertThat(first.text()).isEqualTo(SOUND);
            assertThat(first.array()).isSameAs(larger);
            assertThat(reader.next()).isPresent();
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void positionsCountFromTheFirstByteGivenByteOrderMarkIncluded() {
        for (String before : new String[] {"", "\ufeff"}) {
            byte[] body = (before + "{\"objects\":[}").getBytes(StandardCharsets.UTF_8);
            long expected = body.length;
            for (var reading : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                    () -> Reading.of(body, BOUNDS), () -> Reading.ofStream(new ByteArrayInputStream(body), BOUNDS))) {
                assertThat(catchThrowableOfType(MalformedContentException.class, reading)
                                .position())
                        .isBetween(expected - 1, expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "null",
                "true",
                "\"a \\\" string\"",
                "[]",
                "[{\"id\":\"x\"}]",
                "-1.50e3",
                "{}",
                "{\"id\":\"x\"}",
                "{\"type\":\"indicator\"}",
                "{\"id\":\"indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\"}",
                "{\"type\":\"malware\",\"id\":\"indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\"}",
                "{\"type\":1,\"id\":\"indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\"}",
                "{\"type\":\"indicator\",\"id\":{\"a\":[1]}}",
                "{\"type\":\"indicator\",\"id\":null}"
            })
    void anElementThatIsNoStixObjectHarmsOnlyItself(String element) throws Exception {
        for (Reading reading : List.of(
                Reading.of(envelope(SOUND, element, SOUND)),
                Reading.ofStream(envelope(SOUND, element, SOUND), BOUNDS))) {
            assertThat(reading.bytes())
                    .containsExactly(ByteSlice.ofText(SOUND), ByteSlice.ofText(element), ByteSlice.ofText(SOUND));
            assertThat(reading.faulty(1).reason()).contains("§");
            assertThat(reading.elements().get(2)).isInstanceOf(Element.Sound.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"modified\":\"yesterday\"",
                "\"created\":5",
                "\"revoked\":\"true\"",
                "\"labels\":\"a\"",
                "\"labels\":[1]",
                "\"object_marking_refs\":[\"x\"]",
                "\"object_marking_refs\":{}",
                "\"granular_markings\":{}",
                "\"granular_markings\":[1]",
                "\"granular_markings\":[{\"marking_ref\":\"x\"}]",
                "\"created_by_ref\":\"me\"",
                "\"granular_markings\":[{\"selectors\":\"x\"}]",
                "\"spec_version\":\"two\"",
                "\"spec_version\":2.1",
                "\"id\\u0032\":1,\"modified\":null"
            })
    void aHeadPropertyOfAnotherFormIsAFaultOfItsObjectWithItsId(String property) throws Exception {
        Reading reading = Reading.of(envelope(SOUND.replace("}", "," + property + "}"), SOUND));
        assertThat(reading.faulty(0).id()).contains(ID);
        assertThat(reading.faulty(0).reason()).contains("§");
        assertThat(reading.elements().get(1)).isInstanceOf(Element.Sound.class);
    }

    @Test
    void anObjectBeyondABoundHarmsOnlyItselfAndIsNamed() throws Exception {
        ContentBounds tight = new ContentBounds(2_000, 5, 100, 20, 10);
        String[] beyond = {
            "\"x\":" + "[".repeat(5) + "]".repeat(5),
            "\"x\":" + "[".repeat(900) + "]".repeat(900),
            "\"" + "n".repeat(21) + "\":1",
            "\"x\":12345678901",
            "\"labels\":[\"" + "l".repeat(101) + "\"]",
            "\"x\":\"" + "s".repeat(2_000) + "\"",
            "\"x\":\"" + "s".repeat(200_000) + "\""
        };
        for (String property : beyond) {
            String object = SOUND.replace("}", "," + property + "}");
            for (Reading reading : List.of(
                    Reading.of(envelope(SOUND, object, SOUND), tight),
                    Reading.ofStream(envelope(SOUND, object, SOUND), tight))) {
                assertThat(reading.faulty(1).id()).contains(ID);
                assertThat(reading.faulty(1).reason()).containsPattern("longer than|deeper than");
                assertThat(reading.sound(2).object().bytes().text()).isEqualTo(SOUND);
            }
        }
        String within = SOUND.replace("}", ",\"x\":[[[[]]]],\"y\":1234567890,\"" + "n".repeat(20) + "\":1}");
        assertThat(Reading.of(envelope(within), tight).sound(0).object().bytes().text())
                .isEqualTo(within);
    }

    @Test
    void aHundredThousandLevelsAreRefused() {
        String deep = envelope("[".repeat(100_000) + "]".repeat(100_000));
        assertThatThrownBy(() -> Reading.of(deep))
                .isInstanceOf(MalformedContentException.class)
                .hasMessageContaining("bound");
    }

    @Test
    void manyPropertiesAreReadAndTooManyRefused() throws Exception {
        assertThat(Reading.of(envelope(withProperties(20_000))).elements().get(0))
                .isInstanceOf(Element.Sound.class);
        assertThat(Reading.of(envelope(withProperties(Tokens.MOST_NAMES), SOUND))
                        .faulty(0)
                        .reason())
                .contains("properties");
    }

    private static String withProperties(int count) {
        StringBuilder object = new StringBuilder(SOUND.substring(0, SOUND.length() - 1));
        for (int i = 0; i < count; i++) {
            object.append(",\"p").append(i).append("\":0");
        }
        return object.append('}').toString();
    }

    @Test
    void namesWhoseHashesCollideCostNoMoreThanOthers() throws Exception {
        List<String> names = List.of("Aa", "BB");
        for (int i = 0; i < 12; i++) {
            List<String> longer = new ArrayList<>();
            names.forEach(name -> {
                longer.add(name + "Aa");
                longer.add(name + "BB");
            });
            names = longer;
        }
        StringBuilder object = new StringBuilder("{\"type\":\"indicator\"");
        names.forEach(name -> object.append(",\"").append(name).append("\":1"));
        object.append(",\"id\":\"" + ID + "\"}");
        assertThat(Reading.of(envelope(object.toString())).elements().get(0)).isInstanceOf(Element.Sound.class);
        String repeated = object.toString().replace(",\"id\"", ",\"" + names.get(names.size() - 1) + "\":1,\"id\"");
        assertThatThrownBy(() -> Reading.of(envelope(repeated))).hasMessageContaining("comes twice");
    }

    @Test
    void aStreamThatFailsIsAnIoExceptionNotMalformedContent() {
        InputStream broken = new InputStream() {
            private final InputStream first =
                    new ByteArrayInputStream("{\"objects\":[".getBytes(StandardCharsets.UTF_8));

            @Override
            public int read() throws IOException {
                int b = first.read();
                if (b < 0) {
                    throw new IOException("connection reset");
                }
                return b;
            }
        };
        assertThatThrownBy(() -> Reading.ofStream(broken, BOUNDS))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#thousand")
    void bytesOutAreBytesInForAnyEnvelopeHoweverItArrives(long seed) throws Exception {
        Random random = new Random(seed);
        RandomJson json = new RandomJson(random);
        List<ByteSlice> objects = new ArrayList<>();
        StringBuilder list = new StringBuilder("[");
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            String object = random.nextInt(4) == 0 ? json.value(3) : json.shuffledObject(head(json));
            objects.add(ByteSlice.ofText(object));
            list.append(i == 0 ? "" : ",").append(json.space()).append(object).append(json.space());
        }
        Map<String, String> around = json.members(3);
        around.remove("id");
        around.put("objects", list.append("]").toString());
        around.put("more", "true");
        byte[] body = (json.space() + json.shuffledObject(around) + json.space()).getBytes(StandardCharsets.UTF_8);

        Reading whole = Reading.of(body, BOUNDS);
        Reading streamed = Reading.ofStream(new ChunkedStream(body, random, 1 + random.nextInt(40)), BOUNDS);
        assertThat(whole.bytes()).isEqualTo(objects);
        assertThat(streamed).isEqualTo(whole);
    }

    private static Map<String, String> head(RandomJson json) {
        Map<String, String> members = new LinkedHashMap<>(json.members(3));
        members.remove("id");
        members.put("id", json.quoted(ID));
        members.put("type", json.quoted("indicator"));
        return members;
    }
}
