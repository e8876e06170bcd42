package io.tidings.stix.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundleCheckTest {
    private static final String ID = "\"id\":\"bundle--00000007-0c41-4a05-a5f4-8d0b0c6f7a51\",";

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tidings.stix.validate.BundleCase#all")
    void objectsThatContradictAreFound(BundleCase bundle) throws Exception {
        List<Finding> findings = check(ID, bundle.objects(), 100).stream()
                .filter(finding -> finding.rule() == bundle.rule())
                .toList();
        assertThat(findings.isEmpty()).isEqualTo(!bundle.broken());
        assertThat(findings).allMatch(finding -> !finding.object().isEmpty());
    }

    @Test
    void aBundleNeedsAnIdentifierOfItsOwn() throws Exception {
        List<String> objects = List.of(BundleCase.tool(1, 1, ""));
        assertThat(check(ID, objects, 100)).isEmpty();
        assertThat(check("", objects, 100)).extracting(Finding::rule).containsExactly(Rule.S_200);
        assertThat(check("\"id\":\"bundle-7\",", objects, 100))
                .extracting(Finding::pointer)
                .containsExactly("/id");
    }

    @Test
    void whatIsBeyondTheBoundIsSaidAndNotCompared() throws Exception {
        List<String> objects = List.of(BundleCase.tool(1, 1, ""), BundleCase.tool(2, 1, ""), BundleCase.tool(1, 1, ""));
        assertThat(check(ID, objects, 2))
                .extracting(Finding::problem)
                .singleElement()
                .asString()
                .contains("more than 2");
        assertThat(check(ID, objects, 3))
                .extracting(Finding::problem)
                .singleElement()
                .asString()
                .contains("twice");
    }

    private static List<Finding> check(String id, List<String> objects, int most) throws Exception {
        String text = "{\"type\":\"bundle\"," + id + "\"objects\":[" + String.join(",", objects) + "]}";
        BundleCheck check = new BundleCheck(most);
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
