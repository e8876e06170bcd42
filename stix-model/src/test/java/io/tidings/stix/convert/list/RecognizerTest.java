package io.tidings.stix.convert.list;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecognizerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "198.51.100.7|IPV4_ADDRESS|198.51.100.7",
                "1.2.3[.]4|IPV4_ADDRESS|1.2.3.4",
                "1.2.3(dot)4|IPV4_ADDRESS|1.2.3.4",
                "1[.2[.3[.4|IPV4_ADDRESS|1.2.3.4",
                "198.51.100.7/32|IPV4_ADDRESS|198.51.100.7",
                "198.51.100.77/24|IPV4_NETWORK|198.51.100.0/24",
                "2001:DB8:0:0::1|IPV6_ADDRESS|2001:db8::1",
                "2001[:]db8[:][:]1|IPV6_ADDRESS|2001:db8::1",
                "2001:db8::/32|IPV6_NETWORK|2001:db8::/32",
                "Evil[.]Example.COM.|DOMAIN_NAME|evil.example.com",
                "evil [dot] com|DOMAIN_NAME|evil.com",
                "bücher.example|DOMAIN_NAME|xn--bcher-kva.example",
                "xn--bcher-kva.example|DOMAIN_NAME|xn--bcher-kva.example",
                "例え。テスト|DOMAIN_NAME|xn--r8jz45g.xn--zckzah",
                "_dmarc.evil.com|DOMAIN_NAME|_dmarc.evil.com",
                "hxxp://evil[.]com/A%20b?c=d#e|URL|http://evil.com/A%20b?c=d#e",
                "hXXps[:]//EVIL[.]com:8443/Path|URL|https://evil.com:8443/Path",
                "h**p://evil.com|URL|http://evil.com",
                "fxp://1.2.3[.]4/a|URL|ftp://1.2.3.4/a",
                "http[://]evil.com/|URL|http://evil.com/",
                "http://[2001:db8::1]:80/|URL|http://[2001:db8::1]:80/",
                "user[@]evil[.]com|EMAIL_ADDRESS|user@evil.com",
                "mailto:User(at)Evil.com|EMAIL_ADDRESS|User@evil.com",
                "9E107D9D372BB6826BD81D3542A419D6|MD5|9e107d9d372bb6826bd81d3542a419d6",
                "da39a3ee5e6b4b0d3255bfef95601890afd80709|SHA_1|da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855|SHA_256|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            })
    void aValueIsRecognisedAndBroughtToOneSpelling(String text, ValueKind kind, String value) {
        assertThat(Recognizer.recognize(text).found()).contains(new Recognition.Value(kind, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "1.2.3.4.5",
                "1.2.3.04",
                "1.2.3.256",
                "1.2.3.4/33",
                "0.0.0.0/0",
                "1.2.3.4:80",
                "evil.com:443",
                "evil.com/path",
                "*.evil.com",
                "two words.com",
                "evil..com",
                "-evil.com",
                "evil.c",
                "evil.123",
                "invoice.exe",
                "xn--a.com",
                "xn--bcher-kva1.example",
                "user@",
                "@evil.com",
                "a b@evil.com",
                "user@localhost",
                "http://",
                "http://evil.com:99999/",
                "http://evil.com/a<b",
                "http://ev!l.com/",
                "9e107d9d372bb6826bd81d3542a419d",
                "3:AXGBicFlgVNhBGcL6wCrFQEv:AXGHsNhxLsr2C",
                "bad\u0000.com"
            })
    void whatCouldBeSomethingElseIsRefusedWithTheReason(String text) {
        Recognition recognition = Recognizer.recognize(text);
        assertThat(recognition.found()).isEmpty();
        assertThat(recognition.fault()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "ü, tda",
        "bücher, bcher-kva",
        "ドメイン名例, eckwd4c7cu47r2wf",
        "他们为什么不说中文, ihqwcrb4cv8a8dqg056pqjye",
        "почемужеонинеговорятпорусски, b1abfaaepdrnnbgefbadotcwatmq2g4l"
    })
    void punycodeIsThatOfRfc3492(String text, String code) {
        assertThat(Punycode.encode(text)).contains(code);
        assertThat(Punycode.decode(code)).contains(text);
    }
}
