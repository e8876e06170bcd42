package io.tidings.stix.pattern.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.pattern.Pattern;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.pattern.syntax.PatternBounds;
import io.tidings.stix.pattern.syntax.PatternFinding;
import io.tidings.stix.pattern.syntax.PatternParser;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.validate.Severity;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternCheckerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[network-traffic:dst_ref.value = '198.51.100.7' AND network-traffic:dst_port IN (80, 443)]",
                "[network-traffic:src_ref.value ISSUBSET '198.51.100.0/24']",
                "[file:hashes.'SHA-1' = '0123456789abcdef0123456789abcdef01234567']",
                "[file:extensions.'windows-pebinary-ext'.sections[*].entropy > 7.0]",
                "[file:parent_directory_ref.path LIKE 'C:%' OR file:content_ref.hashes.MD5 != 'x']",
                "[email-message:from_ref.value = 'a@example.com' AND email-message:to_refs[*].value = 'b@example.com']",
                "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'[*] = 'x']",
                "[windows-registry-key:values[0].data_type = 'REG_SZ']",
                "[artifact:payload_bin = h'00' AND artifact:payload_bin MATCHES '^a']",
                "[process:image_ref.name = 'a' AND process:created_time > t'2026-01-01T00:00:00Z']",
                "[x-foo:bar.baz = 1 OR file:x_own = 2]",
                "[file:id = 'file--00000000-0000-4000-8000-000000000001']"
            })
    void aPatternThatFitsTheTablesHasNoFindings(String pattern) throws MalformedPatternException {
        assertThat(check(pattern)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[indicator:name = 'a']|2|ERROR|no cyber-observable",
                "[fil:name = 'a']|2|WARNING|\"file\" is one",
                "[file:nmae = 'a']|7|WARNING|\"name\" is one",
                "[file:created = t'2026-01-01T00:00:00Z']|7|WARNING|\"ctime\" is one",
                "[file:size = '10']|14|WARNING|number without quotes",
                "[file:ctime = '2026-01-01T00:00:00Z']|15|WARNING|write a timestamp",
                "[file:name = 1]|14|WARNING|write a string",
                "[file:size LIKE '1%']|17|WARNING|LIKE cannot compare",
                "[network-traffic:protocols = 'tcp']|30|WARNING|protocols[*]",
                "[network-traffic:protocols.a = 'tcp']|28|WARNING|put [*]",
                "[file:name[0] = 'a']|12|WARNING|leave the index out",
                "[file:name.first = 'a']|12|WARNING|has no members",
                "[file:parent_directory_ref = 'a']|30|WARNING|references are followed",
                "[file:hashes = 'a']|16|WARNING|one of its properties",
                "[file:hashes.SHA256 = 'a']|14|WARNING|hash-algorithm-ov",
                "[file:hashes.MD5 = 'abc']|20|WARNING|form of a digest",
                "[file:extensions.'foo-ext'.a = 1]|18|WARNING|defines no extension",
                "[file:name = 'a' AND ipv4-addr:value = 'b']|2|ERROR|different object types",
                "[file:size IN (1, 'a')]|2|ERROR|different types",
                "[ipv4-addr:value ISSUBSET 'a']|27|ERROR|no IP address",
                "[domain-name:value ISSUBSET '10.0.0.0/8']|2|ERROR|compares the value of ipv4-addr",
                "[file:name MATCHES '(a']|20|ERROR|regular expression",
                "[file:name MATCHES '(?R)']|20|WARNING|not supported",
                "[file:size == 1]|12|ERROR|write \"=\"",
                "[file:size=1] START t'2026-01-02T00:00:00Z' STOP t'2026-01-01T00:00:00Z'|15|WARNING|nothing can match",
                "[network-traffic:dst_port = 1 OR network-traffic:dst_ref.vale = 'a']|58|WARNING|\"value\" is one",
            })
    void aMistakeIsFoundAtItsPlaceWithWhatWouldBeRight(String pattern, int column, Severity severity, String words)
            throws MalformedPatternException {
        List<PatternFinding> findings = check(pattern);
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.location().column()).isEqualTo(column);
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.toString()).contains(words);
            assertThat(finding.rule()).startsWith("S-257 (§");
        });
    }

    @Test
    void findingsAreBoundedInNumber() throws MalformedPatternException {
        assertThat(check("[fil:a = 1" + " OR fil:a = 1".repeat(5_000) + "]")).hasSize(1_000);
    }

    @Test
    void anErrorIsListedHoweverMuchElseThereIsToSay() throws MalformedPatternException {
        String doubtful = "[file:nope = 1]" + " OR [file:nope = 1]".repeat(1_500);
        List<PatternFinding> findings = check(doubtful + " OR [tool:name = 'x']");
        assertThat(findings).hasSizeLessThan(2_100).anyMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(check(doubtful)).noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /**
     * Each finding says its line and column, which once cost a walk through all of the text before it. Measured by the
     * processor's time, which other programs do not lengthen.
     */
    @Test
    void aLongPatternWithManyFindingsIsCheckedInTheTimeOfAShortOne() throws MalformedPatternException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        String test = "file:nope == 1/**/";
        String pattern = "[" + test + (" OR " + test).repeat(45_000) + "]";
        assertThat(check(pattern)).hasSizeBetween(1_000, 4_000);
        assertThat(Pattern.parse(pattern).explain().parts().get(0).parts()).hasSize(45_001);
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    private static List<PatternFinding> check(String pattern) throws MalformedPatternException {
        return PatternChecker.check(
                pattern, PatternParser.parse(pattern, PatternBounds.standard()), ObjectTables.standard());
    }
}
