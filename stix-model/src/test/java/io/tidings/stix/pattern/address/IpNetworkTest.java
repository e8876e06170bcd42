package io.tidings.stix.pattern.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "198.51.100.7,198.51.100.7",
        "198.51.100.7/24,198.51.100.0/24",
        "255.255.255.255/0,0.0.0.0/0",
        "198.51.100.7/32,198.51.100.7",
        "2001:DB8:0:0:0:0:0:1,2001:db8::1",
        "2001:db8::1/32,2001:db8::/32",
        "::,::",
        "1::/16,1::/16",
        "::ffff:192.0.2.1,::ffff:c000:201",
        "1:0:0:2:0:0:0:3,1:0:0:2::3",
        "fe80::1:2:3:4/65,fe80::/65",
        "1:2:3:4:5:6:7:8,1:2:3:4:5:6:7:8"
    })
    void anAddressOrBlockIsWrittenInItsOneCanonicalForm(String text, String canonical) {
        assertThat(IpNetwork.parse(text).orElseThrow()).hasToString(canonical);
        assertThat(IpNetwork.parse(canonical)).isEqualTo(IpNetwork.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.4/33",
                "1.2.3.4/",
                "1.2.3.4/-1",
                " 1.2.3.4",
                "a.b.c.d",
                "::1::",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "::g",
                "::1/129",
                "fe80::1%eth0",
                "1.2.3.4:80",
                "1:2:3:4:5:6:7::8",
                "::1.2.3",
                "1.2.3.4::",
                ":1",
                "1:"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(IpNetwork.parse(text)).isEmpty();
    }

    @Test
    void aBlockContainsItselfAndWhatIsInsideOfItsFamily() {
        IpNetwork block = IpNetwork.parse("10.0.0.0/8").orElseThrow();
        assertThat(block.contains(block)).isTrue();
        assertThat(block.contains(IpNetwork.parse("10.255.0.1").orElseThrow())).isTrue();
        assertThat(block.contains(IpNetwork.parse("11.0.0.0/9").orElseThrow())).isFalse();
        assertThat(block.contains(IpNetwork.parse("0.0.0.0/0").orElseThrow())).isFalse();
        assertThat(IpNetwork.parse("::/0").orElseThrow().contains(block)).isFalse();
    }
}
