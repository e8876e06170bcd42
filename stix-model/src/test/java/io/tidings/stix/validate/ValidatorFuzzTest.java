package io.tidings.stix.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.pattern.Pattern;
import io.tidings.stix.pattern.PatternRules;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.testing.RandomJson;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Good objects and patterns with pieces moved about: closer to what is right than random bytes, and so further in. */
class ValidatorFuzzTest {
    private static final String[] PIECES = {
        "[",
        "]",
        "(",
        ")",
        " AND ",
        " OR ",
        " FOLLOWEDBY ",
        " NOT ",
        "EXISTS ",
        "file:name",
        "ipv4-addr:value",
        " = ",
        " IN (",
        " LIKE ",
        " MATCHES ",
        " ISSUBSET ",
        "'a%'",
        "'(a+)+$'",
        "'10.0.0.0/8'",
        "t'2020-01-01T00:00:00Z'",
        "h'00'",
        "b'AA=='",
        "1",
        "-1.5",
        "true",
        ".hashes.'SHA-256'",
        "_ref.",
        "[*]",
        "[0]",
        " WITHIN 5 SECONDS",
        " REPEATS 2 TIMES",
        " START t'2020-01-01T00:00:00Z' STOP t'2021-01-01T00:00:00Z'",
        "\\",
        "'",
        "\u0301",
        "/*",
        "*/"
    };

    private final Validator validator = Validator.with(new PatternRules());
    private final List<JsonValue> good = List.copyOf(RuleCase.goodObjects().values());

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#hundred")
    void objectsWithPiecesOfOthersGiveFindingsAndNeverThrow(long seed) {
        Random random = new Random(seed);
        BundleCheck bundle = BundleCheck.within(1 << 15);
        for (int i = 0; i < 4; i++) {
            JsonValue object = any(random, good);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                object = changed(random, object);
            }
            ByteSlice bytes = object.toBytes();
            assertThat(validator.validate(bytes).all().size()).isLessThanOrEqualTo(200);
            compare(bundle, bytes);
        }
    }

    private static void compare(BundleCheck bundle, ByteSlice bytes) {
        try {
            if (ObjectReader.read(bytes, ContentBounds.standard()) instanceof Element.Sound sound) {
                assertThat(bundle.accept(sound.object())).isNotNull();
            }
        } catch (MalformedContentException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }

    private JsonValue changed(Random random, JsonValue object) {
        List<JsonPointer> places = places(object);
        JsonPointer place = any(random, places);
        if (random.nextInt(4) == 0) {
            return place.text().isEmpty() ? object : Edit.remove(object, place.text());
        }
        JsonValue donor = any(random, good);
        JsonValue piece = switch (random.nextInt(3)) {
            case 0 -> donor.at(any(random, places(donor))).orElse(donor);
            case 1 -> new JsonString(pattern(random));
            default -> parsed(new RandomJson(random).value(4));
        };
        return place.text().isEmpty() ? object : Edit.set(object, place.text(), piece);
    }

    private static JsonValue parsed(String json) {
        try {
            return JsonValue.read(ByteSlice.ofText(json), ContentBounds.standard());
        } catch (MalformedContentException odd) {
            return new JsonString(json);
        }
    }

    private static List<JsonPointer> places(JsonValue value) {
        List<JsonPointer> places = new ArrayList<>();
        collect(value, JsonPointer.root(), places);
        return places;
    }

    private static void collect(JsonValue value, JsonPointer at, List<JsonPointer> places) {
        places.add(at);
        if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> collect(member, at.member(name), places));
        } else if (value instanceof JsonList list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.items().get(i), at.item(i), places);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#hundred")
    void patternsOfPiecesAreEitherPatternsThroughoutOrMalformed(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10; i++) {
            String text = pattern(random);
            try {
                Pattern pattern = Pattern.parse(text);
                assertThat(Pattern.parse(pattern.print())).isEqualTo(pattern);
                assertThat(pattern.explain().render()).isNotEmpty();
                assertThat(pattern.match(List.of())).isNotNull();
                pattern.check();
                pattern.indicators();
            } catch (MalformedPatternException none) {
                assertThat(none.location().offset()).isBetween(0, text.length());
                assertThat(none.expected()).isNotEmpty();
            }
        }
    }

    private static String pattern(Random random) {
        StringBuilder text = new StringBuilder("[file:name = 'a' AND file:size > 1] FOLLOWEDBY [url:value LIKE 'b%']");
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length());
            String piece = PIECES[random.nextInt(PIECES.length)];
            text.replace(at, Math.min(text.length(), at + random.nextInt(9)), piece);
        }
        return text.toString();
    }

    private static <T> T any(Random random, List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
