package io.tidings.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidings.node.backup.BackupWriter;
import io.tidings.node.config.NodeHome;
import io.tidings.node.operations.BackupOrder;
import io.tidings.node.operations.BackupReport;
import io.tidings.node.operations.OperationException;
import io.tidings.node.store.Append;
import io.tidings.node.store.JdbcStore;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.StoreOptions;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.object.StixObject;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups encrypted to certificates, here those of nodes made for it. */
class EncryptedBackupIT {
    private static final UUID COLLECTION = UUID.fromString("11111111-1111-4111-8111-111111111111");

    @TempDir
    private Path directory;

    private final Cli cli = new Cli();
    private Path file;

    @BeforeEach
    void makeANodeThatHoldsSomething() throws Exception {
        init("home", "ec");
        try (JdbcStore store = JdbcStore.open(
                StoreOptions.h2(new NodeHome(directory.resolve("home")).data().resolve("store")), Clock.systemUTC())) {
            store.createCollection(COLLECTION, "indicators", "Indicators", Optional.empty());
            store.append(new Append(COLLECTION, objects(500), receipt(), List.of(), (offered, held) -> true))
                    .join();
        }
        file = directory.resolve("node.tidings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec", "rsa"})
    void anyOneOfTheKeysItIsEncryptedToRestoresIt(String kind) throws Exception {
        init("first", "ec");
        init("second", kind);
        assertThat(backup("first", "second").encrypted()).isTrue();
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .doesNotContain("tidings.yaml")
                .doesNotContain("manifest");

        Cli.Result verified = cli.run(
                "backup", "verify", file.toString(), "--key", key("second").toString());
        assertThat(verified.err()).isEmpty();
        assertThat(verified.out()).startsWith("whole: ").contains("500 entries");
        assertThat(restore("new", "--key", key("first").toString()).exitCode()).isZero();
        assertThat(directory.resolve("new/keystore.p12"))
                .hasSameBinaryContentAs(directory.resolve("home/keystore.p12"));
    }

    @Test
    void withoutTheKeyItIsSaidWhatIsMissing() throws Exception {
        backup();
        init("other", "ec");
        assertThat(restore("new").err()).contains("is encrypted; name the private key that opens it with --key");
        Cli.Result withAnother = restore("new", "--key", key("other").toString());
        assertThat(withAnother.exitCode()).isEqualTo(2);
        assertThat(withAnother.err()).contains("is encrypted to 1 keys, and the one given is none of them");
        assertThat(restore("new", "--key", certificate("home").toString()).err())
                .contains("no private key can be read from");
        assertThat(directory.resolve("new")).doesNotExist();
    }

    @Test
    void aKeyMayBeEncryptedItself() throws Exception {
        backup();
        Path key = directory.resolve("locked.pem");
        var lock = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPassword("a password".toCharArray())
                .build();
        write(key, new JcaPKCS8Generator((java.security.PrivateKey) privateKey("home"), lock));
        Path password = directory.resolve("password");
        Files.writeString(password, "a password\n");
        assertThat(restore("new", "--key", key.toString()).err()).contains("--key-password-file");
        assertThat(restore("new", "--key", key.toString(), "--key-password-file", password.toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void whatWasChangedOrBreaksOffIsNotRestored() throws Exception {
        backup();
        byte[] whole = Files.readAllBytes(file);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 6; i++) {
            byte[] changed = whole.clone();
            int at = i == 0 ? whole.length - 10 : whole.length / 4 + random.nextInt(whole.length / 2);
            changed[at] ^= 1;
            Files.write(file, changed);
            assertRefused("byte " + at + " changed, seed " + seed);
        }
        for (int length : new int[] {whole.length - 1, whole.length - 40, whole.length / 2, 3_000, 100, 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused("only " + length + " bytes of " + whole.length);
        }
    }

    private void assertRefused(String what) throws Exception {
        Cli.Result result = restore("new", "--key", key("home").toString());
        assertThat(result.exitCode()).as(what).isEqualTo(1);
        assertThat(result.err()).as(what).contains("is damaged, or no backup");
        assertThat(directory.resolve("new")).as(what).doesNotExist();
    }

    @Test
    void aCertificateThatCannotBeEncryptedToIsRefusedBeforeAnythingIsWritten() throws Exception {
        init("edwards", "ed25519");
        assertThatThrownBy(() -> backup("home", "edwards"))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("only RSA and EC keys can be encrypted to");
        assertThat(file).doesNotExist();
    }

    @Test
    void theCertificatesNamedOnTheCommandLineGoToTheNode() throws Exception {
        Cli.Result result = cli.run(
                "backup",
                "--home",
                directory.resolve("home").toString(),
                "--to",
                file.toString(),
                "--encrypt-to",
                certificate("home").toString());
        assertThat(result.out()).contains("with keys, encrypted,");
        Cli.Result none = cli.run(
                "backup",
                "--home",
                directory.resolve("home").toString(),
                "--to",
                file.toString(),
                "--encrypt-to",
                key("home").toString());
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("holds no certificate");
    }

    @Test
    void opensslOpensItWithoutThisProgram() throws Exception {
        assumeTrue(succeeds("openssl", "version"), "there is no openssl on this machine");
        backup();
        Path plain = directory.resolve("plain.tidings");
        assertThat(succeeds(
                        "openssl",
                        "cms",
                        "-decrypt",
                        "-binary",
                        "-inform",
                        "DER",
                        "-in",
                        file.toString(),
                        "-inkey",
                        key("home").toString(),
                        "-out",
                        plain.toString()))
                .isTrue();
        file = plain;
        assertThat(restore("new").exitCode()).isZero();
    }

    private static boolean succeeds(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private void init(String home, String keyType) {
        assertThat(cli.run(
                                "init",
                                "--home",
                                directory.resolve(home).toString(),
                                "--organisation",
                                home,
                                "--key-type",
                                keyType)
                        .exitCode())
                .isZero();
    }

    private void backup() throws Exception {
        backup("home");
    }

    private BackupReport backup(String... recipients) throws Exception {
        List<X509Certificate> certificates = new ArrayList<>();
        for (String each : recipients) {
            certificates.add((X509Certificate) keystore(each).getCertificate("node"));
        }
        var home = new NodeHome(directory.resolve("home"));
        try (JdbcStore store = JdbcStore.open(StoreOptions.h2(home.data().resolve("store")), Clock.systemUTC())) {
            return new BackupWriter(home, store, "Bank A", "test", new SecureRandom())
                    .write(new BackupOrder(file, true, certificates), progress -> {});
        }
    }

    private Cli.Result restore(String home, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "restore", file.toString(), "--home", directory.resolve(home).toString()));
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray(String[]::new));
    }

    private Path certificate(String home) throws Exception {
        Path pem = directory.resolve(home + "-certificate.pem");
        try (Writer out = Files.newBufferedWriter(pem);
                PemWriter writer = new PemWriter(out)) {
            writer.writeObject(new JcaMiscPEMGenerator(keystore(home).getCertificate("node")));
        }
        return pem;
    }

    private Path key(String home) throws Exception {
        Path pem = directory.resolve(home + "-key.pem");
        write(pem, new JcaPKCS8Generator((java.security.PrivateKey) privateKey(home), null));
        return pem;
    }

    private static void write(Path pem, JcaPKCS8Generator key) throws IOException {
        try (Writer out = Files.newBufferedWriter(pem);
                PemWriter writer = new PemWriter(out)) {
            writer.writeObject(key);
        }
    }

    private Key privateKey(String home) throws Exception {
        return keystore(home).getKey("node", password(home));
    }

    private KeyStore keystore(String home) throws Exception {
        return KeyStore.getInstance(
                directory.resolve(home).resolve("keystore.p12").toFile(), password(home));
    }

    private char[] password(String home) throws IOException {
        return Files.readString(directory.resolve(home).resolve("secrets/keystore-password"))
                .strip()
                .toCharArray();
    }

    private static Receipt receipt() {
        return new Receipt("operator", "publish", Instant.now(), Optional.empty(), Optional.empty(), "r");
    }

    private static List<StixObject> objects(int count) throws Exception {
        List<StixObject> objects = new ArrayList<>();
        var random = new SecureRandom(); // so that the file is longer than what surrounds the content
        for (int i = 0; i < count; i++) {
            String json = "{\"type\":\"ipv4-addr\",\"id\":\"ipv4-addr--%s\",\"value\":\"198.51.100.%d\"}"
                    .formatted(new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | 1L << 63), i);
            objects.add(((Element.Sound) ObjectReader.read(ByteSlice.ofText(json), ContentBounds.standard())).object());
        }
        return objects;
    }
}
