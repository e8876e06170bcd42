package io.tidings.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Xaes256GcmTest {
    private static final byte[] NONCE = ascii("ABCDEFGHIJKLMNOPQRSTUVWX");

    @ParameterizedTest
    @CsvSource({
        "1, '', ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271",
        "3, c2sp.org/XAES-256-GCM, 986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d",
    })
    void theVectorsOfTheSpecificationHold(byte keyByte, String context, String expected) throws Exception {
        var cipher = new Xaes256Gcm(key(keyByte));
        byte[] sealed = cipher.seal(ascii("XAES-256-GCM"), ascii(context), NONCE);
        assertThat(HexFormat.of().formatHex(sealed)).isEqualTo(HexFormat.of().formatHex(NONCE) + expected);
        assertThat(cipher.open(sealed, ascii(context))).isEqualTo(ascii("XAES-256-GCM"));
    }

    @Test
    void anyChangedBitIsNoticed() {
        var cipher = new Xaes256Gcm(key(7));
        byte[] sealed = cipher.seal(ascii("indicator"), ascii("place"), new SecureRandom());
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> cipher.open(changed, ascii("place"))).isInstanceOf(AEADBadTagException.class);
        }
    }

    @Test
    void anotherPlaceAnotherKeyOrACutAreNoticed() {
        var cipher = new Xaes256Gcm(key(7));
        byte[] sealed = cipher.seal(ascii("indicator"), ascii("place"), new SecureRandom());
        assertThatThrownBy(() -> cipher.open(sealed, ascii("elsewhere"))).isInstanceOf(AEADBadTagException.class);
        assertThatThrownBy(() -> new Xaes256Gcm(key(8)).open(sealed, ascii("place")))
                .isInstanceOf(AEADBadTagException.class);
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> cipher.open(cut, ascii("place"))).isInstanceOf(AEADBadTagException.class);
        }
    }

    @Test
    void whatIsSealedComesBackWhateverItsLength() throws Exception {
        var cipher = new Xaes256Gcm(key(7));
        var dice = new Random(5);
        for (int length : new int[] {0, 1, 15, 16, 17, 4096, 1 << 20}) {
            byte[] plain = new byte[length];
            dice.nextBytes(plain);
            byte[] sealed = cipher.seal(plain, ascii("place"), new SecureRandom());
            assertThat(sealed).hasSize(length + Xaes256Gcm.OVERHEAD);
            assertThat(cipher.open(sealed, ascii("place"))).isEqualTo(plain);
        }
    }

    @Test
    void theSameContentIsNeverSealedAlike() {
        var cipher = new Xaes256Gcm(key(7));
        var random = new SecureRandom();
        assertThat(cipher.seal(ascii("x"), ascii("place"), random))
                .isNotEqualTo(cipher.seal(ascii("x"), ascii("place"), random));
    }

    private static byte[] key(int each) {
        byte[] key = new byte[Xaes256Gcm.KEY_BYTES];
        Arrays.fill(key, (byte) each);
        return key;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
