package io.tidings.stix.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.testing.Shared;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Published bundles, in which every kind of finding was looked at by hand; {@code docs/stix.md} tells of each. */
class RealFeedsIT {
    @Test
    void inAttackEveryKindOfFindingIsOneThatIsKnownToBeTrue() throws Exception {
        assertThat(rules("data/attack"))
                .isSubsetOf(Rule.S_006, Rule.S_064, Rule.S_074, Rule.S_113, Rule.S_231)
                .isNotEmpty();
    }

    @Test
    void inTheExamplesOfOasisEveryKindOfFindingIsOneThatIsKnownToBeTrue() throws Exception {
        assertThat(rules("data/oasis"))
                .isSubsetOf(Rule.S_014, Rule.S_018, Rule.S_068, Rule.S_074, Rule.S_081)
                .isNotEmpty();
    }

    private static Set<Rule> rules(String folder) throws Exception {
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        for (Path file : Shared.jsonFiles(folder)) {
            BundleCheck bundle = BundleCheck.within(64 << 20);
            try (ContentReader reader = ContentReader.over(Shared.read(file), ContentBounds.standard())) {
                for (Optional<Element> next = reader.next(); next.isPresent(); next = reader.next()) {
                    Element.Sound sound = (Element.Sound) next.get();
                    Findings findings = Validator.standard().validate(sound.object());
                    assertThat(findings.refusal(Profile.INTEROPERABLE)).isEmpty();
                    findings.all().forEach(finding -> rules.add(finding.rule()));
                    bundle.accept(sound.object()).all().forEach(finding -> rules.add(finding.rule()));
                }
                bundle.finish(reader.wrapper()).all().forEach(finding -> rules.add(finding.rule()));
            }
        }
        return rules;
    }
}
