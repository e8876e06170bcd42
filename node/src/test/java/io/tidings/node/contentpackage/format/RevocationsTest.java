package io.tidings.node.contentpackage.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.agreement.Pins;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.cms.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationsTest {
    private static SigningKey authority;
    private static SigningKey signer;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeKeys() throws Exception {
        authority = TestCertificates.of("Authority").authority().make();
        signer = TestCertificates.of("Bank A").issuedBy(authority).make();
    }

    @Test
    void aListGivenByHandCountsWhateverItsName() throws Exception {
        Path file = folder.resolve("list.pem");
        Files.write(
                file, TestCertificates.revoking(authority, signer.certificate()).getEncoded());
        assertThat(Revocations.of(List.of(file)).of(signer.chain()))
                .hasValueSatisfying(reason -> assertThat(reason).contains("Bank A", "was revoked"));
    }

    @Test
    void whatIsGivenByHandAndIsNoListIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("list.txt"), "nothing\n");
        assertThatThrownBy(() -> Revocations.of(List.of(file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void ofAFolderOnlyListsAndPinsAreReadAndTheRestIsNamed() throws IOException {
        Path note = Files.writeString(folder.resolve("README"), "where these come from\n");
        Path pins = Files.writeString(
                folder.resolve("lost.pins"), "# stolen in May\n\n  " + Pins.ofKey(signer.certificate()) + "\n");
        assertThat(Revocations.in(folder).of(signer.chain())).isPresent();
        assertThat(Revocations.passedOver(folder)).containsExactly(note);
        Files.delete(pins);
        assertThat(Revocations.in(folder).of(signer.chain())).isEmpty();
    }

    @Test
    void aFingerprintWithASlipOfThePenIsNotPassedOver() throws IOException {
        String pin = Pins.ofCertificate(signer.certificate());
        for (String wrong : List.of(pin.substring(1), pin + "0", pin.replace(":", " "), "SHA256" + pin.substring(6))) {
            Path file = Files.writeString(folder.resolve("lost.pins"), wrong + "\n");
            assertThatThrownBy(() -> Revocations.in(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining(wrong);
        }
    }
}
