package io.tidings.node.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.pattern.address.IpNetwork;
import io.tidings.stix.pattern.regex.Regex;
import io.tidings.stix.pattern.regex.RegexException;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveCheckTest {
    private final SensitiveCheck usual = new SensitiveCheck(SensitiveRules.DEFAULT);

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resident-id | the victim 11010519491231002X lost her money",
                "resident-id | 身份证号11010519491231002X，已核实",
                "resident-id | 身份证１１０１０５１９４９１２３１００２Ｘ",
                "resident-id | 110105 19491231 002X",
                "bank-card | card 6222021234567890128 was drained",
                "bank-card | 6222 0212 3456 7890 128",
                "bank-card | 6222-0212-3456-7890-128",
                "bank-card | amex 3782 822463 10005",
                "phone | call 13800138000 at once",
                "phone | 手机13800138000。",
                "phone | 138 0013 8000",
                "phone | +86 138-0013-8000",
                "phone | 8613800138000",
                "phone | +1 (202) 555-0143",
                "internal-address | seen on 10.20.30.40 first",
                "internal-address | http://192.168.7.9/login",
                "internal-address | 172.16.5.0/24",
                "internal-address | 10[.]1[.]2[.]3",
                "internal-address | fd12:3456:789a::1 and more",
                "internal-address | fe80::1",
                "host-name | from DC01.corp",
                "host-name | https://wiki.intranet/page",
                "host-name | srv-4.ad.bank.internal."
            })
    void whatIsSensitiveIsFound(String kind, String text) {
        assertThat(usual.findings(report(text)))
                .extracting(each -> each.kind().text())
                .containsExactly(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on 2016-05-12 08:17:27 and 2016-05-13",
                "indicator--8e2e2d2b-1724-4123-9381-980046833412",
                "11010519491231002Y",
                "6222021234567890127",
                "a11010519491231002X",
                "version 10.0.19041.1 of it",
                "8.8.8.8 and 127.0.0.1",
                "all of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and fe80::/10",
                "http://169.254.169.254/latest/meta-data",
                "12800138000 or 138001380001",
                "3.13800138000",
                "https://x.example/status/6222021234567890128",
                "UTC+08:00, C++11, 1+12345678",
                "/usr/local/bin, ~/.local/share, it.localhost.example",
                "2001:db8::1 12:30:45 ab:cd:ef:01:02:03",
                "3.14159265358979",
                "d41d8cd98f00b204e9800998ecf8427e 13800138000abc"
            })
    void whatOnlyLooksSoIsNot(String text) {
        assertThat(usual.findings(report(text))).isEmpty();
    }

    @Test
    void aFindingSaysWhereItIsAndHidesItsMiddle() {
        StixObject object = object("""
                {"type":"report","id":"report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3","created":"2020-01-01T00:00:00.000Z",
                 "modified":"2020-01-01T00:00:00.000Z","x_case":{"people":[{"no":"x"},{"no":"11010519491231002X"}]}}""");
        assertThat(usual.findings(object)).singleElement().satisfies(finding -> {
            assertThat(finding.pointer()).isEqualTo("/x_case/people/1/no");
            assertThat(finding.excerpt()).isEqualTo("110…2X");
            assertThat(finding.text()).doesNotContain("19491231");
        });
    }

    @Test
    void numbersAndKeysAndEscapesHideNothing() {
        assertThat(usual.findings(withProperty("\"x_no\":440524188001010014"))).hasSize(1);
        assertThat(usual.findings(withProperty("\"x_map\":{\"440524188001010014\":1}")))
                .hasSize(1);
        assertThat(usual.findings(withProperty("\"x_map\":{\"440524188001010014\":1}"))
                        .get(0)
                        .pointer())
                .isEqualTo("/x_map");
        assertThat(usual.findings(withProperty("\"description\":\"\\u0034\\u003405241880\\u00301010014\"")))
                .hasSize(1);
    }

    @Test
    void inPatternsAboutAttackersTelephoneNumbersAreNoFindingButInternalAddressesAre() {
        assertThat(usual.findings(withProperty("\"pattern\":\"[x-call:number = '13800138000']\"")))
                .isEmpty();
        assertThat(usual.findings(withProperty("\"pattern\":\"[ipv4-addr:value = '10.1.2.3']\"")))
                .extracting(SensitiveFinding::kind)
                .containsExactly(SensitiveKind.INTERNAL_ADDRESS);
    }

    @Test
    void howToReachSomebodyIsThereToBeRead() {
        assertThat(usual.findings(withProperty("\"contact_information\":\"+86 138 0013 8000\"")))
                .isEmpty();
        assertThat(usual.findings(withProperty("\"contact_information\":\"11010519491231002X\"")))
                .hasSize(1);
    }

    @Test
    void identifiersReferencesDigestsAndBytesArePassedOver() {
        assertThat(usual.findings(withProperty("\"hashes\":{\"x\":\"13800138000\"},\"payload_bin\":\"13800138000\","
                        + "\"some_ref\":\"report--13800138000\",\"object_refs\":[\"13800138000\"]")))
                .isEmpty();
    }

    @Test
    void whatAnOrganisationNamesAsItsOwnIsFoundAndNothingElse() throws RegexException {
        SensitiveCheck own = new SensitiveCheck(SensitiveRules.with(
                EnumSet.of(
                        SensitiveKind.EMAIL,
                        SensitiveKind.HOST_NAME,
                        SensitiveKind.INTERNAL_ADDRESS,
                        SensitiveKind.PATTERN),
                List.of("bank.example"),
                List.of("Ads.Bank.Example"),
                List.of(IpNetwork.parse("203.0.113.0/24").orElseThrow()),
                List.of(new SensitiveRules.NamedPattern("account", Regex.ofText("ACC-[0-9]{6}")))));
        assertThat(own.findings(report("ZHANG.WEI@mail.Bank.Example wrote; eve@other.example did not")))
                .extracting(SensitiveFinding::excerpt)
                .containsExactly("ZHA…le");
        assertThat(own.findings(report("dc1.ads.bank.example"))).hasSize(1);
        assertThat(own.findings(report("203.0.113.9 but not 198.51.100.9"))).hasSize(1);
        assertThat(own.findings(report("their ACC-123456")))
                .extracting(SensitiveFinding::excerpt)
                .containsExactly("account");
        assertThat(own.findings(report("13800138000"))).isEmpty();
    }

    @Test
    void aPatternThatNeverEndsIsAFindingAndEndsSoon() throws RegexException {
        SensitiveCheck endless = new SensitiveCheck(SensitiveRules.with(
                EnumSet.of(SensitiveKind.PATTERN),
                List.of(),
                List.of(),
                List.of(),
                List.of(new SensitiveRules.NamedPattern("endless", Regex.ofText("(?=(a+)+$)b")))));
        assertThat(endless.findings(report("a".repeat(5_000)))).hasSize(1);
    }

    @Test
    void anObjectFullOfFindingsHasTwenty() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append(CheckDigitsTest.residentId(random)).append(", ");
        }
        assertThat(usual.findings(report(text.toString()))).hasSizeBetween(10, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aNumberIsFoundWhereverItStandsAmongWords(long seed) {
        Random random = new Random(seed);
        String[] words = {"the", "卡号", "2024-01-01", "8.8.8.8", "T1059.001", "(see", "x)", "12345", "a-b", "“", "。", "7"
        };
        boolean card = random.nextBoolean();
        String number = card ? CheckDigitsTest.card(random) : CheckDigitsTest.residentId(random);
        StringBuilder text = new StringBuilder();
        int place = random.nextInt(8);
        for (int i = 0; i < 8; i++) {
            text.append(i == place ? number : words[random.nextInt(words.length)])
                    .append(random.nextBoolean() ? ", " : "; ");
        }
        assertThat(usual.findings(report(text.toString())))
                .as("seed %d: %s", seed, text)
                .extracting(SensitiveFinding::kind)
                .contains(card ? SensitiveKind.BANK_CARD : SensitiveKind.RESIDENT_ID);
    }

    private static StixObject report(String description) {
        return withProperty("\"description\":\"" + description + "\"");
    }

    static StixObject withProperty(String property) {
        return object(
                "{\"type\":\"report\",\"spec_version\":\"2.1\",\"id\":\"report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3\","
                        + "\"created\":\"2020-01-01T00:00:00.000Z\",\"modified\":\"2020-01-01T00:00:00.000Z\","
                        + property + "}");
    }

    static StixObject object(String json) {
        try {
            Element element = ObjectReader.read(ByteSlice.ofText(json), ContentBounds.standard());
            if (element instanceof Element.Sound sound) {
                return sound.object();
            }
            throw new AssertionError(element);
        } catch (MalformedContentException wrong) {
            throw new AssertionError(json, wrong);
        }
    }
}
