package io.tidings.node.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.config.NodeHome;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeIdentityIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final CertificateSubject SUBJECT = new CertificateSubject(
            "Bank A 银行", Set.of("taxii.bank-a.example", "192.0.2.7"), CertificateSubject.TWO_YEARS);

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();
    private NodeHome home;
    private Secrets secrets;

    @BeforeEach
    void makeHome() throws IOException {
        home = new NodeHome(directory.resolve("home"));
        home.create();
        secrets = new Secrets(home.secrets(), random);
        secrets.createAll();
    }

    @ParameterizedTest
    @EnumSource
    void anIdentityOfEachKindOpensAgainAsTheSame(KeyKind kind) throws Exception {
        NodeIdentity made = create(kind);
        NodeIdentity opened = NodeIdentity.open(home.keystore(), secrets.keystorePassword());
        X509Certificate certificate = opened.certificate();
        assertThat(certificate).isEqualTo(made.certificate());
        certificate.verify(certificate.getPublicKey());
        assertThat(KeyKind.of(opened.privateKey())).isEqualTo(kind);
    }

    @Test
    void theCertificateNamesOrganisationAndHostsAndServesBothEndsOfTls() throws Exception {
        X509Certificate certificate = create(KeyKind.ECDSA_P256).certificate();
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=Bank A 银行,O=Bank A 银行");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> (Object) name.get(1))
                .containsExactlyInAnyOrder(
                        "taxii.bank-a.example", "192.0.2.7", "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(certificate.getNotBefore().toInstant()).isBefore(CLOCK.instant());
        assertThat(certificate.getNotAfter().toInstant())
                .isEqualTo(CLOCK.instant().plus(Duration.ofDays(730)));
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void onlyTheOwnerCanReadTheKeystoreAndTheSecrets() throws Exception {
        create(KeyKind.ECDSA_P256);
        for (String file :
                List.of("keystore.p12", "secrets/keystore-password", "secrets/operator-key", "secrets/cursor-key")) {
            assertThat(permissions(home.directory().resolve(file))).as(file).isEqualTo("rw-------");
        }
        for (Path each : List.of(home.directory(), home.secrets(), home.peers(), home.data())) {
            assertThat(permissions(each)).as(each.toString()).isEqualTo("rwx------");
        }
    }

    @Test
    void anIdentityIsNeverOverwritten() throws Exception {
        create(KeyKind.ECDSA_P256);
        byte[] before = Files.readAllBytes(home.keystore());
        assertThatThrownBy(() -> create(KeyKind.ECDSA_P256)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readAllBytes(home.keystore())).isEqualTo(before);
    }

    @Test
    void aWrongPasswordIsSaidToBeWrong() throws Exception {
        create(KeyKind.ECDSA_P256);
        assertThatThrownBy(() -> NodeIdentity.open(home.keystore(), new Secret("another")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not open with the password given")
                .hasMessageNotContaining("another");
    }

    @Test
    void aSecretThatOthersCanReadIsRefused() throws Exception {
        Files.setPosixFilePermissions(
                home.secrets().resolve("operator-key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(secrets::operatorKey).isInstanceOf(IOException.class).hasMessageContaining("chmod 600");
    }

    @Test
    void aSecretIsMadeOnceAndHidesItself() throws Exception {
        Secret one = secrets.cursorKey();
        assertThat(secrets.cursorKey().bytes()).isEqualTo(one.bytes()).hasSize(43);
        assertThat(one.toString()).isEqualTo("Secret[]");
        assertThat(one.matches(new String(one.characters()))).isTrue();
        assertThat(one.matches("guess")).isFalse();
        assertThat(secrets.operatorKey().bytes()).isNotEqualTo(one.bytes());
    }

    @Test
    void aRenewalKeepsTheKeyPinAndIsSeenByTheKeyManagerAndListeners() throws Exception {
        NodeIdentity identity = create(KeyKind.ECDSA_P256);
        X509Certificate before = identity.certificate();
        var told = new AtomicInteger();
        identity.onReplaced(told::incrementAndGet);
        String aliasBefore = identity.keyManager().chooseEngineServerAlias("EC", null, null);

        identity.renew(SUBJECT, Clock.offset(CLOCK, Duration.ofDays(300)), random);

        assertThat(told).hasValue(1);
        assertThat(identity.certificate()).isNotEqualTo(before);
        assertThat(Fingerprint.ofKey(identity.certificate())).isEqualTo(Fingerprint.ofKey(before));
        String alias = identity.keyManager().chooseEngineServerAlias("EC", null, null);
        assertThat(identity.keyManager().getCertificateChain(alias)).containsExactly(identity.certificate());
        assertThat(identity.keyManager().getCertificateChain(aliasBefore)).containsExactly(before);
        assertThat(NodeIdentity.open(home.keystore(), secrets.keystorePassword())
                        .certificate())
                .isEqualTo(identity.certificate());
    }

    @Test
    void aKeystoreReplacedByAnotherProcessIsTakenOnReload() throws Exception {
        NodeIdentity serving = create(KeyKind.ECDSA_P256);
        assertThat(serving.reload()).isFalse();
        NodeIdentity command = NodeIdentity.open(home.keystore(), secrets.keystorePassword());
        command.replaceKey(KeyKind.RSA_3072, SUBJECT, CLOCK, random);
        assertThat(serving.reload()).isTrue();
        assertThat(serving.certificate()).isEqualTo(command.certificate());
        assertThat(serving.keyManager().chooseEngineServerAlias("EC", null, null))
                .isNull();
        assertThat(serving.keyManager().chooseEngineServerAlias("RSA", null, null))
                .isNotNull();
    }

    @Test
    void aCertificateForAnotherKeyIsRefused() throws Exception {
        NodeIdentity identity = create(KeyKind.ECDSA_P256);
        X509Certificate other =
                Certificates.selfSigned(Certificates.newKey(KeyKind.ECDSA_P256, random), SUBJECT, CLOCK, random);
        assertThatThrownBy(() -> identity.replaceCertificate(List.of(other)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPasswordThatIsMissingIsNotReplacedByOneThatOpensNothing() throws Exception {
        create(KeyKind.ECDSA_P256);
        Path password = home.secrets().resolve("keystore-password");
        Files.delete(password);
        assertThatThrownBy(secrets::keystorePassword)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(password + " is missing; put back the one that belongs to keystore.p12");
        assertThat(password).doesNotExist();
    }

    @Test
    void aKeystoreThatIsMissingOrDamagedIsNamedSo() throws Exception {
        create(KeyKind.ECDSA_P256);
        Files.write(home.keystore(), new byte[] {(byte) 0xff, 1, 2, 3});
        assertThatThrownBy(() -> NodeIdentity.open(home.keystore(), secrets.keystorePassword()))
                .hasMessageContaining(home.keystore() + " is damaged, or no PKCS#12 file");
        Files.delete(home.keystore());
        assertThatThrownBy(() -> NodeIdentity.open(home.keystore(), secrets.keystorePassword()))
                .hasMessageContaining(home.keystore() + " is missing; put it back");
    }

    private NodeIdentity create(KeyKind kind) throws Exception {
        return NodeIdentity.create(home.keystore(), secrets.keystorePassword(), kind, SUBJECT, CLOCK, random);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
