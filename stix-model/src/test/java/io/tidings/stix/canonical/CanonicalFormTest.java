package io.tidings.stix.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.testing.RandomJson;
import io.tidings.stix.testing.Shared;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalFormTest {
    private static String canonical(String json) {
        return CanonicalForm.of(ByteSlice.ofText(json)).text();
    }

    @Test
    void membersAreOrderedByCodeUnitAtEveryLevelAndSpaceIsGone() {
        assertThat(canonical(
                        " { \"b\" : {\"\\ufb33\":1,\"\\ud83d\\ude00\":2}, \"a\" : [ 3 , 2 ], \"\":null,\"A\": {} }\n"))
                .isEqualTo("{\"\":null,\"A\":{},\"a\":[3,2],\"b\":{\"😀\":2,\"\ufb33\":1}}");
    }

    @Test
    void onlyWhatMustBeEscapedIs() {
        assertThat(canonical("\"\\u20ac\\u000F\\u000a\\u0042\\u0022\\u005c\\/\\b\\t\\f\\r\\u007f\\u2028é\""))
                .isEqualTo("\"€\\u000f\\nB\\\"\\\\/\\b\\t\\f\\r\u007f\u2028é\"");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0,1",
        "1e0,1",
        "10E-1,1",
        "-5.000,-5",
        "-0,0",
        "-0.0,0",
        "0e10,0",
        "1e-400,0",
        "1e20,100000000000000000000",
        "1e21,1e+21",
        "123456789012345680000,123456789012345680000",
        "1e-6,0.000001",
        "1e-7,1e-7",
        "1.5e300,1.5e+300",
        "333333333.33333329,333333333.3333333",
        "0.30000000000000004,0.30000000000000004",
        "5e-324,5e-324",
        "2.4703282292062328e-324,5e-324",
        "1.7976931348623157e308,1.7976931348623157e+308",
        "9007199254740993,9007199254740992",
        "12345678901234567890,12345678901234567000",
        "2.2250738585072014e-308,2.2250738585072014e-308",
        "5.684341886080802e-14,5.684341886080802e-14",
        "9.5367431640625e-7,9.5367431640625e-7",
        "2.0e-3,0.002",
        "-1.23e-5,-0.0000123",
        "1e23,1e+23",
        "9.999999999999997e22,9.999999999999997e+22",
        "0.1000000000000000055511151231257827,0.1",
        "4.4501477170144023e-308,4.4501477170144023e-308"
    })
    void numbersArePrintedAsEcmaScriptPrintsADouble(String written, String printed) {
        assertThat(canonical(written)).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000001,5e-324",
        "8000000000000001,-5e-324",
        "7fefffffffffffff,1.7976931348623157e+308",
        "4340000000000000,9007199254740992",
        "4430000000000000,295147905179352830000",
        "44b52d02c7e14af5,9.999999999999997e+22",
        "44b52d02c7e14af6,1e+23",
        "44b52d02c7e14af7,1.0000000000000001e+23",
        "444b1ae4d6e2ef4e,999999999999999700000",
        "444b1ae4d6e2ef4f,999999999999999900000",
        "444b1ae4d6e2ef50,1e+21",
        "3eb0c6f7a0b5ed8c,9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d,0.000001",
        "41b3de4355555553,333333333.3333332",
        "41b3de4355555556,333333333.3333334",
        "becbf647612f3696,-0.0000033333333333333333",
        "43143ff3c1cb0959,1424953923781206.2"
    })
    void theDoublesOfAppendixBOfTheRfcArePrintedAsThere(String bits, String printed) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertThat(EcmaNumber.of(new BigDecimal(value).toString())).isEqualTo(printed);
    }

    @Test
    void anyDoubleIsPrintedWithTheFewestDigitsThatReadBackAndOfThoseTheClosest() {
        Random random = new Random(20261122);
        for (int i = 0; i < 3_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (i % 5 == 0) {
                value = Math.scalb(1.0, random.nextInt(2098) - 1074); // powers of two: unequal neighbours
            }
            if (!Double.isFinite(value) || value == 0) {
                continue;
            }
            String printed = EcmaNumber.of(new BigDecimal(value).toString());
            assertThat(Double.parseDouble(printed)).as(printed).isEqualTo(value);
            BigDecimal exact = new BigDecimal(value);
            BigDecimal got = new BigDecimal(printed);
            int digits = got.stripTrailingZeros().precision();
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
                if (digits > 1) {
                    BigDecimal shorter = exact.round(new MathContext(digits - 1, mode));
                    assertThat(shorter.doubleValue())
                            .as("%s is shorter than %s", shorter, printed)
                            .isNotEqualTo(value);
                }
                BigDecimal rival = exact.round(new MathContext(digits, mode));
                if (rival.doubleValue() == value) {
                    assertThat(got.subtract(exact).abs())
                            .isLessThanOrEqualTo(rival.subtract(exact).abs());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"b\":0,\"\\u0061\":2}",
                "[\"\\ud83d\"]",
                "[\"\\ude00\\ud83d\"]",
                "[NaN]",
                "[1e400]",
                "[-1e400]",
                "",
                " ",
                "{} {}",
                "[1,]",
                "{\"a\"}",
                "[01]",
                "['a']",
                "[1",
                "nul",
                "[\"\\x\"]",
                "\ufeff{}"
            })
    void whatIsNoIJsonIsRefused(String json) {
        assertThatThrownBy(() -> canonical(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (String hex : new String[] {"22c08022", "22eda08022", "22f490808022", "22ff22", "22e28222"}) {
            ByteSlice json = ByteSlice.of(HexFormat.of().parseHex(hex));
            assertThatThrownBy(() -> CanonicalForm.of(json)).hasMessageContaining("UTF-8");
        }
    }

    @Test
    void nestingBeyondAThousandLevelsIsRefusedRatherThanOverflowingTheStack() {
        assertThat(canonical("[".repeat(1000) + "]".repeat(1000))).hasSize(2000);
        assertThatThrownBy(() -> canonical("[".repeat(100_000) + "]".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sha256IsThatOfTheCanonicalBytes() {
        assertThat(HexFormat.of().formatHex(CanonicalForm.sha256(ByteSlice.ofText("{ }"))))
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#thousand")
    void canonicalFormIsItsOwnCanonicalFormAndIndependentOfOrderSpaceAndEscapes(long seed) {
        Random random = new Random(seed);
        RandomJson json = new RandomJson(random);
        Map<String, String> members = json.members(4);
        String once = canonical(json.object(members));
        assertThat(canonical(once)).isEqualTo(once);
        assertThat(canonical(json.shuffledObject(members))).isEqualTo(once);
        assertThat(CanonicalForm.sameContent(
                        ByteSlice.ofText(json.object(members)), ByteSlice.ofText(json.shuffledObject(members))))
                .isTrue();
    }

    @Test
    void everyVectorOfTheDigestPasses() throws IOException {
        int passed = 0;
        for (Map<String, String> vector : JsonTable.read(Shared.bytes("spec/stix-2.1/ids.json"), "jcs_vectors")) {
            byte[] expected = HexFormat.of().parseHex(vector.get("canonical_utf8_hex"));
            assertThat(CanonicalForm.of(ByteSlice.ofText(vector.get("input"))))
                    .as(vector.get("title"))
                    .isEqualTo(ByteSlice.of(expected));
            passed++;
        }
        for (Map<String, String> vector : JsonTable.read(Shared.bytes("spec/stix-2.1/ids.json"), "jcs_must_reject")) {
            assertThatThrownBy(() -> canonical(vector.get("input")))
                    .as(vector.get("why"))
                    .isInstanceOf(IllegalArgumentException.class);
            passed++;
        }
        assertThat(passed).isEqualTo(16);
    }
}
