package io.tidings.stix.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.pattern.match.Observation;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.pattern.syntax.PatternFinding;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatternTest {
    private static final String OBJECTS =
            "[{'type':'file','id':'f','name':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac','size':1,"
                    + "'ctime':'2026-01-01T00:00:00.5Z','magic_number_hex':'00ff','hashes':{'SHA-256':'a'},"
                    + "'extensions':{'windows-pebinary-ext':{'sections':[{'entropy':1.5},{'entropy':7}]}}},"
                    + "{'type':'directory','id':'d','contains_refs':['d','d','f','x']},{'type':'artifact','id':'p','payload_bin':'AAA='},"
                    + "{'type':'x-a','id':'x','o.dd':'\\u00e9','b':[1,{'c':2},'a',{'c':true}]}]";

    @Test
    void anExplanationSaysInWordsWhatEachPartMeansAndWhereItStands() throws MalformedPatternException {
        String text =
                "([file:name = 'a' AND NOT EXISTS file:size]\n FOLLOWEDBY [url:value NOT LIKE '%x']) WITHIN 5 SECONDS";
        assertThat(Pattern.parse(text).explain().render())
                .isEqualTo("less than 5 seconds lie between the first and the last of  (1:2)\n"
                        + "  these were observed in this order, each not before the one above  (1:2)\n"
                        + "    one observation holds an object for which  (1:2)\n"
                        + "      all of these hold for the same object  (1:3)\n"
                        + "        file:name equals 'a'  (1:3)\n"
                        + "        file:size is absent  (1:23)\n"
                        + "    one observation holds an object for which  (2:13)\n"
                        + "      url:value does not fit the wildcards '%x'  (2:14)\n");
    }

    @Test
    void patternsAreEqualIfTheyMeanTheSame() throws MalformedPatternException {
        Pattern one = Pattern.parse("[ file:'name'='a' ]");
        assertThat(one)
                .isEqualTo(Pattern.parse("([file:name = 'a'])"))
                .isNotEqualTo(Pattern.parse("[file:name = 'b']"));
        assertThat(one.print()).isEqualTo("[file:name = 'a']");
        assertThat(one).hasToString("[ file:'name'='a' ]").hasSameHashCodeAs(Pattern.parse("[file:name='a']"));
        assertThat(one.isValid()).isTrue();
        assertThat(one.indicators()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#hundred")
    void whatIsPrintedIsReadAsTheSame(long seed) throws MalformedPatternException {
        RandomPattern patterns = new RandomPattern(new Random(seed));
        for (int i = 0; i < 30; i++) {
            Pattern pattern = Pattern.parse(patterns.observation(5));
            Pattern printed = Pattern.parse(pattern.print());
            assertThat(printed).isEqualTo(pattern);
            assertThat(printed.print()).isEqualTo(pattern.print());
        }
    }

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#hundred")
    void anyTextIsAPatternThatCanBeUsedOrIsRefused(long seed) throws MalformedContentException {
        Random random = new Random(seed);
        RandomPattern patterns = new RandomPattern(random);
        List<Observation> observations = observations(random);
        for (int i = 0; i < 30; i++) {
            Optional<Pattern> parsed = parse(patterns.broken());
            if (parsed.isPresent()) {
                Pattern pattern = parsed.get();
                assertThat(parse(pattern.print())).isEqualTo(parsed);
                for (PatternFinding finding : pattern.check()) {
                    assertThat(finding.location().offset())
                            .isBetween(0, pattern.text().length());
                }
                assertThat(pattern.explain().render()).isNotEmpty();
                assertThat(pattern.indicators()).doesNotContainNull();
                assertThat(pattern.compile().match(observations, 20_000)).isNotNull();
            }
        }
    }

    @Test
    void patternsAtTheirBoundsOverflowNoStack() throws Exception {
        String deep = "(".repeat(64) + "[" + "(".repeat(64) + "file:name = 'a'" + ")".repeat(64) + "]"
                + ") REPEATS 1 TIMES WITHIN 1 SECONDS".repeat(64);
        String wide = String.join(" AND ", Collections.nCopies(4_096, "[file:name = 'a' OR file:size > 1]"));
        String long1 = "[file:name" + ".a".repeat(100_000) + " = 'a']";
        List<Observation> observations = observations(new Random(1));
        Thread small = new Thread(
                null, () -> List.of(deep, wide, long1).forEach(text -> use(text, observations)), "small", 512 << 10);
        List<Throwable> failures = new ArrayList<>();
        small.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
        small.start();
        small.join();
        assertThat(failures).isEmpty();
    }

    @Test
    void nestingBeyondTheBoundIsRefusedHoweverDeep() {
        for (String open : List.of("(", "[(")) {
            assertThatExceptionOfType(MalformedPatternException.class)
                    .isThrownBy(() -> Pattern.parse(open + "(".repeat(500_000)));
        }
    }

    private static void use(String text, List<Observation> observations) {
        try {
            Pattern pattern = Pattern.parse(text);
            assertThat(Pattern.parse(pattern.print())).isEqualTo(pattern);
            assertThat(pattern.check().size()
                            + pattern.explain().render().length()
                            + pattern.indicators().size())
                    .isPositive();
            assertThat(pattern.compile().match(observations)).isNotNull();
        } catch (MalformedPatternException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static Optional<Pattern> parse(String text) {
        try {
            return Optional.of(Pattern.parse(text));
        } catch (MalformedPatternException malformed) {
            assertThat(malformed.location().offset()).isBetween(0, text.length());
            return Optional.empty();
        }
    }

    private static List<Observation> observations(Random random) throws MalformedContentException {
        List<JsonValue> objects = JsonValue.read(ByteSlice.ofText(OBJECTS.replace('\'', '"')), ContentBounds.standard())
                .asList()
                .orElseThrow()
                .items();
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Map<String, JsonObject> some = new java.util.LinkedHashMap<>();
            for (JsonValue value : objects) {
                JsonObject object = value.asObject().orElseThrow();
                if (random.nextInt(3) > 0) {
                    some.put(object.text("id").orElseThrow(), object);
                }
            }
            int first = random.nextInt(30);
            observations.add(new Observation(at(first), at(first + random.nextInt(20)), 1 + random.nextInt(3), some));
        }
        return observations;
    }

    private static StixTimestamp at(int second) {
        return StixTimestamp.of(String.format("2026-01-01T00:00:%02dZ", second));
    }
}
