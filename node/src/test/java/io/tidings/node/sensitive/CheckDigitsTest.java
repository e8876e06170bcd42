package io.tidings.node.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckDigitsTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @Test
    void theStandardsOwnExamplesAreResidentNumbers() {
        assertThat(ResidentId.isValid("11010519491231002X")).isTrue();
        assertThat(ResidentId.isValid("11010519491231002x")).isTrue();
        assertThat(ResidentId.isValid("440524188001010014")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110105194912310021", // another check digit
                "16010519491231002X", // no such province
                "11010519491331002X", // a thirteenth month
                "11010519490229002X", // no leap year
                "1101051949123100X"
            })
    void otherNumbersAreNot(String number) {
        assertThat(ResidentId.isValid(number)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneDigitChangedOrTwoNeighboursExchangedBreaksAResidentNumber(long seed) {
        Random random = new Random(seed);
        String number = residentId(random);
        assertThat(ResidentId.isValid(number)).as(number).isTrue();
        int at = random.nextInt(17);
        char other = (char) ('0' + (number.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
        String changed = number.substring(0, at) + other + number.substring(at + 1);
        assertThat(ResidentId.isValid(changed)).as(changed).isFalse();
        int left = random.nextInt(16);
        if (number.charAt(left) != number.charAt(left + 1)) {
            String exchanged = number.substring(0, left)
                    + number.charAt(left + 1)
                    + number.charAt(left)
                    + number.substring(left + 2);
            assertThat(ResidentId.isValid(exchanged)).as(exchanged).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4012888888881881",
                "5555341244441115",
                "378282246310005",
                "6222021234567890128",
                "6217001234567890122",
                "3530111333300000",
                "36227206271667",
                "6011000990139424"
            })
    void numbersThatIssuersGiveOutAreCards(String number) {
        String right = withLuhn(number.substring(0, number.length() - 1));
        assertThat(BankCard.isValid(right)).as(right).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1234567812345670", "9999999999999995", "4444444444444448", "411111111111", "401288888888188"})
    void numbersThatNoIssuerGivesOutAreNot(String number) {
        assertThat(BankCard.isValid(number)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneDigitChangedBreaksACard(long seed) {
        Random random = new Random(seed);
        String number = card(random);
        assertThat(BankCard.luhnSum(number) % 10).isZero();
        int at = random.nextInt(number.length());
        char other = (char) ('0' + (number.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
        String changed = number.substring(0, at) + other + number.substring(at + 1);
        assertThat(BankCard.luhnSum(changed) % 10).as(changed).isNotZero();
    }

    static String residentId(Random random) {
        int[] provinces = {11, 31, 33, 44, 51, 65};
        LocalDate day = LocalDate.of(1950, 1, 1).plusDays(random.nextInt(20_000));
        String first = "%02d%04d%04d%02d%02d%03d"
                .formatted(
                        provinces[random.nextInt(provinces.length)],
                        random.nextInt(10_000),
                        day.getYear(),
                        day.getMonthValue(),
                        day.getDayOfMonth(),
                        random.nextInt(1_000));
        return first + ResidentId.checkCharacter(first);
    }

    static String card(Random random) {
        return withLuhn("622202" + "%012d".formatted(Math.floorMod(random.nextLong(), 1_000_000_000_000L)));
    }

    static String withLuhn(String first) {
        int sum = BankCard.luhnSum(first + "0");
        return first + (10 - sum % 10) % 10;
    }
}
