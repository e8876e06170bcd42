package io.tidings.node.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::, false",
        "192.0.2.0/24, ::ffff:192.0.2.9, true",
        "::ffff:192.0.2.0/120, 192.0.2.9, true",
        "fe80::/10, fe80::1%eth0, true",
        "::1, 0:0:0:0:0:0:0:1, true",
        "10.0.0.0/8, not-an-address, false"
    })
    void aNetworkContainsItsAddressesOnly(String network, String address, boolean contains) {
        assertThat(Network.parse(network).orElseThrow().contains(address)).isEqualTo(contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2.0/33",
                "192.0.2.7/24",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.01",
                "1.2.3.4.5",
                "/24",
                "::/129",
                "1::2::3",
                "12345::",
                "host.example",
                "192.0.2.0/",
                "192.0.2.0/-1",
                "192.0.2.0/ 24",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "::1.2.3",
                ":1:2:3:4:5:6:7",
                "1.2.3.4::",
                "fe80::1%eth0",
                "2001:db8::1/32"
            })
    void otherTextIsNoNetwork(String text) {
        // "1:2:3:4:5:6:7::8" has eight groups and a gap for none.
        assertThat(Network.parse(text)).isEmpty();
    }

    @Test
    void theAnswerIsThatOfArithmeticForAnyPrefixAndAddress() throws Exception {
        long seed = 42;
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            int bits = random.nextBoolean() ? 32 : 128;
            int prefix = random.nextInt(bits + 1);
            BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE.shiftLeft(bits - prefix));
            BigInteger base = new BigInteger(bits, random).and(mask);
            BigInteger other = base.xor(new BigInteger(random.nextInt(bits + 1), random));
            String network = text(base, bits) + "/" + prefix;
            assertThat(Network.parse(network).orElseThrow().contains(text(other, bits)))
                    .as("seed %s: %s in %s", seed, text(other, bits), network)
                    .isEqualTo(other.and(mask).equals(base));
        }
    }

    @Test
    void anyTextIsReadOrRefusedWithoutFailing() {
        long seed = 7;
        var random = new Random(seed);
        String alphabet = "0123456789abcdef:./%";
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(50); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Network.parse(text.toString()).ifPresent(network -> network.contains(text.toString()));
            Network.site(text.toString());
        }
    }

    @Test
    void aSenderIsAnIpv4AddressOrTheHalfOfAnIpv6Address() {
        assertThat(Network.site("192.0.2.7")).isEqualTo(Network.site("::ffff:192.0.2.7"));
        assertThat(Network.site("192.0.2.7")).isNotEqualTo(Network.site("192.0.2.8"));
        assertThat(Network.site("2001:db8::1")).isEqualTo(Network.site("2001:db8::ffff:2"));
        assertThat(Network.site("2001:db8::1")).isNotEqualTo(Network.site("2001:db8:0:1::1"));
    }

    // A mapped IPv4 address never comes out of 128 random bits often enough to matter: InetAddress would shorten it.
    private static String text(BigInteger value, int bits) throws Exception {
        byte[] bytes = new byte[bits / 8];
        byte[] digits = value.toByteArray();
        for (int i = 0; i < Math.min(digits.length, bytes.length); i++) {
            bytes[bytes.length - 1 - i] = digits[digits.length - 1 - i];
        }
        return InetAddress.getByAddress(bytes).getHostAddress();
    }
}
