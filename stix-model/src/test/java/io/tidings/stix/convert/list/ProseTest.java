package io.tidings.stix.convert.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.convert.Converted;
import io.tidings.stix.convert.Remark;
import io.tidings.stix.convert.Remark.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProseTest {
    private static final Prose PROSE = new Prose(ListOptions.of(Instant.parse("2026-01-01T00:00:00Z")));

    @Test
    void whatIsDefangedInAReportIsFoundWhereverItStands() {
        Converted converted = Converted.of(PROSE, """
                The mail from user[at]example[.]com led to <hxxp://evil[.]com/a?b=1>, and the loader
                (SHA-256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855) called
                1.2.3[.]4, 1.2.3[.]5;evil[.]org. 该木马访问hxxps://bad[.]cn/x，然后退出。
                """);
        assertThat(converted.texts("indicator", "pattern"))
                .containsExactly(
                        "[email-addr:value = 'user@example.com']",
                        "[url:value = 'http://evil.com/a?b=1']",
                        "[file:hashes.'SHA-256' ="
                                + " 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855']",
                        "[ipv4-addr:value = '1.2.3.4']",
                        "[ipv4-addr:value = '1.2.3.5']",
                        "[domain-name:value = 'evil.org']",
                        "[url:value = 'https://bad.cn/x']");
    }

    @Test
    void whatIsNotDefangedIsToldAndLeftOut() {
        Converted converted = Converted.of(PROSE, "See https://blog.example/report, by example.org.\n");
        assertThat(converted.objects()).isEmpty();
        assertThat(converted.remarks(Kind.NOT_CARRIED))
                .extracting(Remark::subject)
                .containsExactly("https://blog.example/report", "example.org");
    }

    @Test
    void aWordWithoutEndIsPassedOver() {
        Converted converted = Converted.of(PROSE, "x".repeat(1_000_000) + " evil[.]com");
        assertThat(converted.texts("indicator", "pattern")).containsExactly("[domain-name:value = 'evil.com']");
    }
}
