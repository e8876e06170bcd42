package io.tidings.stix.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.table.ObjectTables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundleCheckTest {
    private static final String ID = "\"id\":\"bundle--00000007-0c41-4a05-a5f4-8d0b0c6f7a51\",";

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tidings.stix.validate.BundleCase#all")
    void objectsThatContradictAreFound(BundleCase bundle) throws Exception {
        List<Finding> findings = check(ID, bundle.objects()).stream()
                .filter(finding -> finding.rule() == bundle.rule())
                .toList();
        assertThat(findings.isEmpty()).isEqualTo(!bundle.broken());
        assertThat(findings).allMatch(finding -> !finding.object().isEmpty());
    }

    @Test
    void aBundleNeedsAnIdentifierOfItsOwn() throws Exception {
        List<String> objects = List.of(BundleCase.tool(1, 1, ""));
        assertThat(check(ID, objects)).isEmpty();
        assertThat(check("", objects)).extracting(Finding::rule).containsExactly(Rule.S_200);
        assertThat(check("\"id\":\"bundle-7\",", objects))
                .extracting(Finding::pointer)
                .containsExactly("/id");
    }

    @Test
    void whatIsBeyondTheBoundIsSaidAndNotCompared() throws Exception {
        List<String> objects = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            objects.add(BundleCase.tool(1, 1, "").replace("00000001-", "%08x-".formatted(i)));
        }
        objects.add(objects.get(0));
        assertThat(check(ID, objects, 1 << 18))
                .extracting(Finding::problem)
                .singleElement()
                .asString()
                .contains("within 0 MiB");
        assertThat(check(ID, objects, 1 << 20))
                .extracting(Finding::problem)
                .singleElement()
                .asString()
                .contains("twice");
    }

    @Test
    void aTranslatedListThatIsTooShortIsNamedWithItsPlaceAndBothLengths() throws Exception {
        List<String> objects = BundleCase.all()
                .filter(each -> each.rule() == Rule.S_192 && each.broken())
                .findFirst()
                .orElseThrow()
                .objects();
        assertThat(check(ID, objects)).singleElement().satisfies(finding -> {
            assertThat(finding.object()).startsWith("language-content--");
            assertThat(finding.pointer()).isEqualTo("/contents/de/aliases");
            assertThat(finding.problem()).isEqualTo("has 1 items for a list of 2");
        });
    }

    @Test
    void noTypeHasMoreListsForPeopleThanOneNumberHolds() {
        assertThat(ObjectTables.standard().types().values())
                .allSatisfy(
                        table -> assertThat(ListLengths.translatable(table)).hasSizeLessThan(ListLengths.MOST_LISTS));
    }

    /** As the check did it when it kept the objects themselves: each against all before it. */
    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#hundred")
    void whatItFindsIsWhatComparingAllWithAllFinds(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> objects = new ArrayList<>();
        List<Long> given = new ArrayList<>();
        Set<Integer> expected = new TreeSet<>();
        for (int i = 0; i < 40; i++) {
            int number = 1 + random.nextInt(4);
            int day = 1 + random.nextInt(4);
            boolean revoked = random.nextInt(4) == 0;
            objects.add(BundleCase.tool(number, day, revoked ? ",\"revoked\":true" : ""));
            if (contradictsOneOf(given, number, day, revoked)) {
                expected.add(i);
            }
            given.add(number * 100L + day * 10L + (revoked ? 1 : 0));
        }
        Set<Integer> found = new TreeSet<>();
        BundleCheck check = BundleCheck.within(1 << 20);
        for (int i = 0; i < objects.size(); i++) {
            if (check.accept(read(objects.get(i))).all().stream()
                    .anyMatch(finding -> finding.rule() == Rule.S_040 || finding.rule() == Rule.S_041)) {
                found.add(i);
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    private static boolean contradictsOneOf(List<Long> given, int number, int day, boolean revoked) {
        return given.stream().filter(other -> other / 100 == number).anyMatch(other -> {
            long otherDay = other / 10 % 10;
            return otherDay < day && other % 10 == 1 || otherDay > day && revoked;
        });
    }

    private static StixObject read(String text) throws Exception {
        return ((Element.Sound) ObjectReader.read(ByteSlice.ofText(text), ContentBounds.standard())).object();
    }

    private static List<Finding> check(String id, List<String> objects) throws Exception {
        return check(id, objects, 1 << 20);
    }

    private static List<Finding> check(String id, List<String> objects, long mostBytes) throws Exception {
        String text = "{\"type\":\"bundle\"," + id + "\"objects\":[" + String.join(",", objects) + "]}";
        BundleCheck check = BundleCheck.within(mostBytes);
        List<Finding> findings = new ArrayList<>();
        try (ContentReader reader =
                ContentReader.over(text.getBytes(StandardCharsets.UTF_8), ContentBounds.standard())) {
            for (Optional<Element> next = reader.next(); next.isPresent(); next = reader.next()) {
                findings.addAll(
                        check.accept(((Element.Sound) next.get()).object()).all());
            }
            findings.addAll(check.finish(reader.wrapper()).all());
        }
        return findings;
    }
}
