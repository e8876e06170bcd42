package io.tidings.node.contentpackage.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.cms.OpeningKey;
import io.tidings.node.cms.SealedForm;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.cms.TestCertificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted packages, changed and cut: none is taken, and what is told does not depend on what changed bytes decrypt to. */
class SealedPackageIT {
    private static final long SEED = Long.getLong("tidings.fuzz.seed", 1L);
    private static final int SAMPLES = 100;
    private static final int HEADER = 350; // more than it has

    @TempDir
    private Path folder;

    private final Map<SigningKey, OpeningKey> keys = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"SM2", "EC"})
    void aChangedByteIsNoticedOrIsOfALabel(String kind) throws Exception {
        SigningKey recipient = TestCertificates.of("Bank B").kind(kind).make();
        byte[] whole = sealed(recipient);
        String digest = check(whole, recipient).sha256();
        int labels = 0;
        Random random = new Random(SEED);
        for (int at : places(whole.length, random)) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 + random.nextInt(255));
            try {
                assertThat(check(changed, recipient).sha256())
                        .as("byte %s, seed %s", at, SEED)
                        .isEqualTo(digest);
                labels++;
            } catch (PackageFaultException fault) {
                assertTellsNothing(fault.finding(), kind, at);
            }
        }
        // Whose certificate it is for is written beside the key, and proven by nobody; no byte of the content is.
        assertThat(labels).as("seed %s", SEED).isLessThan(120);
    }

    private static void assertTellsNothing(Finding finding, String kind, int at) {
        if (at == 0) { // what begins otherwise is no encrypted file at all
            assertThat(finding.fault()).isEqualTo(Fault.STRUCTURE);
        } else if (kind.equals("SM2")) {
            assertThat(finding.fault()).as("byte %s", at).isIn(Fault.NOT_OPENED, Fault.STRUCTURE);
            if (finding.fault() == Fault.STRUCTURE) {
                assertThat(at).as(finding.problem()).isLessThan(HEADER); // which everybody can read
                assertThat(finding.problem()).contains("cannot be decrypted");
            } else {
                assertThat(finding.problem())
                        .isEqualTo("it is encrypted to another key than the one at hand, or was changed on its way");
            }
        } else {
            assertThat(finding.fault()).as("byte %s: %s", at, finding).isIn(Fault.STRUCTURE, Fault.RECIPIENT);
        }
    }

    // All of the header and of the last blocks, and some of what lies between.
    private static TreeSet<Integer> places(int length, Random random) {
        TreeSet<Integer> places = new TreeSet<>();
        for (int at = 0; at < HEADER; at++) {
            places.add(at);
        }
        for (int at = length - 40; at < length; at++) {
            places.add(at);
        }
        for (int i = 0; i < SAMPLES; i++) {
            places.add(random.nextInt(length));
        }
        return places;
    }

    @Test
    void aPackageThatIsCutOrGoesOnIsRefused() throws Exception {
        SigningKey recipient = TestCertificates.of("Bank B").kind("SM2").make();
        byte[] whole = sealed(recipient);
        for (int length = 1; length < whole.length; length += length > whole.length - 20 ? 1 : 29) {
            assertThat(isTaken(Arrays.copyOf(whole, length), recipient))
                    .as("cut at %s", length)
                    .isFalse();
        }
        for (int more : new int[] {1, 16, 40}) {
            assertThat(isTaken(Arrays.copyOf(whole, whole.length + more), recipient))
                    .isFalse();
        }
    }

    @Test
    void theWrongKeyHasTheSameAnswerAsAChangedByte() throws Exception {
        SigningKey recipient = TestCertificates.of("Bank B").kind("SM2").make();
        byte[] whole = sealed(recipient);
        byte[] changed = whole.clone();
        changed[whole.length - 1] ^= 1;
        assertThat(finding(whole, TestCertificates.of("Bank X").kind("SM2").make()))
                .isEqualTo(finding(changed, recipient))
                .isEqualTo(finding(whole, TestCertificates.of("Bank Y").make()));
    }

    @Test
    void whatTheSignatureProvesIsToldPlainly() throws Exception {
        SigningKey recipient = TestCertificates.of("Bank B").kind("SM2").make();
        SigningKey signer = TestCertificates.of("Bank A").make();
        byte[] falseIssuer = sealed(
                new TestPackage(signer)
                        .issuer(recipient.certificate())
                        .pages(1, 3)
                        .bytes(),
                recipient);
        assertThat(finding(falseIssuer, recipient).fault()).isEqualTo(Fault.ISSUER);
    }

    private byte[] sealed(SigningKey recipient) throws Exception {
        SigningKey signer = TestCertificates.of("Bank A").make();
        return sealed(new TestPackage(signer).pages(2, 3).bytes(), recipient);
    }

    private byte[] sealed(byte[] whole, SigningKey recipient) throws Exception {
        var out = new ByteArrayOutputStream();
        var to = List.of(recipient.certificate());
        try (OutputStream sealed = SealedForm.of(to).seal(out, to, new SecureRandom(), folder)) {
            sealed.write(whole);
        }
        return out.toByteArray();
    }

    private boolean isTaken(byte[] bytes, SigningKey key) throws IOException {
        try {
            check(bytes, key);
            return true;
        } catch (PackageFaultException refused) {
            return false;
        }
    }

    private Finding finding(byte[] bytes, SigningKey key) throws IOException {
        try {
            check(bytes, key);
            throw new AssertionError("it was taken");
        } catch (PackageFaultException refused) {
            return refused.finding();
        }
    }

    private Checked check(byte[] bytes, SigningKey key) throws IOException, PackageFaultException {
        Path file = Files.write(folder.resolve("sealed.tidings"), bytes);
        OpeningKey opening = keys.computeIfAbsent(key, it -> OpeningKey.of(it.key()));
        return PackageCheck.check(PackageFile.of(file, Optional.of(opening)), objects -> {});
    }
}
