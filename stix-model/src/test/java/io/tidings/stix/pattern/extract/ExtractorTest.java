package io.tidings.stix.pattern.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.pattern.syntax.PatternBounds;
import io.tidings.stix.pattern.syntax.PatternParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtractorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ipv4-addr:value = '198.51.100.7/32'|IPV4_ADDRESS 198.51.100.7 EQUAL",
                "ipv4-addr:value ISSUBSET '198.51.100.7/24'|IPV4_NETWORK 198.51.100.0/24 INSIDE",
                "ipv6-addr:value = '2001:DB8::0:1'|IPV6_ADDRESS 2001:db8::1 EQUAL",
                "ipv6-addr:value ISSUPERSET '2001:db8::1'|IPV6_ADDRESS 2001:db8::1 AROUND",
                "domain-name:value = 'Evil.Example.'|DOMAIN_NAME evil.example EQUAL",
                "domain-name:resolves_to_refs[*].value = '192.0.2.1'|IPV4_ADDRESS 192.0.2.1 EQUAL",
                "url:value LIKE 'http://evil.example/'|URL http://evil.example/ EQUAL",
                "file:hashes.'SHA-256' = 'ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789'"
                        + "|HASH abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789 EQUAL SHA-256",
                "file:hashes.md5 = 'abcdef0123456789abcdef0123456789'|HASH abcdef0123456789abcdef0123456789 EQUAL MD5",
                "file:content_ref.hashes.SHA1 = 'x'|HASH x EQUAL SHA-1",
                "email-message:from_ref.value = 'A@Example.com'|EMAIL_ADDRESS A@example.com EQUAL",
                "email-addr:value = 'a@b.example'|EMAIL_ADDRESS a@b.example EQUAL",
                "network-traffic:dst_ref.value = 'c2.example'|DOMAIN_NAME c2.example EQUAL",
                "network-traffic:src_ref.value = '00-11-22-AA-BB-CC'|MAC_ADDRESS 00:11:22:aa:bb:cc EQUAL",
                "file:name = 'a.exe'|FILE_NAME a.exe EQUAL",
                "autonomous-system:number = 64500|AUTONOMOUS_SYSTEM 64500 EQUAL",
                "mutex:name = 'm'|MUTEX m EQUAL"
            })
    void aPlainIndicatorIsFoundWithItsKind(String test, String expected) throws MalformedPatternException {
        List<PlainIndicator> found = extract("[" + test + "]");
        assertThat(found).hasSize(1);
        PlainIndicator one = found.get(0);
        String algorithm = one.algorithm().map(name -> " " + name).orElse("");
        assertThat(one.kind() + " " + one.key() + " " + one.relation() + algorithm)
                .isEqualTo(expected);
        assertThat(one.role()).isEqualTo(PlainIndicator.Role.ALONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[M = 'a']|ALONE 0 false",
                "[M = 'a' OR mutex:x = 1]|ALONE 0 false",
                "[M = 'a' AND mutex:x = 1]|WITH_OTHERS 0 false",
                "[mutex:x = 1] OR [M = 'a']|ALONE 1 false",
                "[mutex:x = 1] FOLLOWEDBY [M = 'a']|WITH_OTHERS 1 false",
                "[M = 'a'] REPEATS 3 TIMES|ALONE 0 true",
                "[M = 'a'] REPEATS 1 TIMES|ALONE 0 false",
                "[M != 'a']|NEGATED 0 false",
                "[M NOT != 'a']|ALONE 0 false",
                "[M NOT IN ('a')]|NEGATED 0 false"
            })
    void theRoleInTheWholePatternIsKept(String pattern, String expected) throws MalformedPatternException {
        PlainIndicator one = extract(pattern.replace("[M", "[mutex:name")).get(0);
        assertThat(one.role() + " " + one.observation() + " " + one.qualified()).isEqualTo(expected);
    }

    @Test
    void whatIsNoPlainValueIsLeftOut() throws MalformedPatternException {
        assertThat(extract("[file:name LIKE '%.exe' OR file:size = 1 OR file:name MATCHES 'a' OR EXISTS file:name]"))
                .isEmpty();
        assertThat(extract("[ipv4-addr:value IN ('192.0.2.1', '192.0.2.2', 'no address')]"))
                .hasSize(2);
    }

    private static List<PlainIndicator> extract(String pattern) throws MalformedPatternException {
        return Extractor.extract(
                PatternParser.parse(pattern, PatternBounds.standard()).root());
    }
}
