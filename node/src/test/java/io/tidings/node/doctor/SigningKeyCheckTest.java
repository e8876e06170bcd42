package io.tidings.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.config.NodeHome;
import io.tidings.node.doctor.Finding.Level;
import io.tidings.node.identity.Secrets;
import io.tidings.node.identity.SigningKeys;
import io.tidings.node.seal.PublicSealKey;
import io.tidings.node.seal.SealAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyCheckTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();
    private NodeHome home;

    @BeforeEach
    void emptyHome() throws IOException {
        home = new NodeHome(directory);
        home.create();
        new Secrets(home.secrets(), random).createAll();
    }

    private PublicSealKey newKey() throws IOException {
        return keys().rotate(SealAlgorithm.EDDSA);
    }

    private SigningKeys keys() throws IOException {
        return new SigningKeys(
                home.signingKeys(), new Secrets(home.secrets(), random).keystorePassword(), random, CLOCK);
    }

    private List<Finding> look(boolean wanted) {
        return new SigningKeyCheck(home, CLOCK, random).findings(wanted);
    }

    private void assertOne(Level level, String found, String advice) {
        assertThat(look(true)).singleElement().satisfies(each -> {
            assertThat(each.check()).isEqualTo("signing key");
            assertThat(each.level()).isEqualTo(level);
            assertThat(each.found()).contains(found);
            assertThat(each.advice()).contains(advice);
        });
    }

    @Test
    void aKeyThatOpensAndIsThePublishedOneIsWell() throws IOException {
        PublicSealKey key = newKey();
        assertOne(Level.OK, "opens; in use since 2026-06-01T00:00:00Z is " + key.thumbprint(), "");
    }

    @Test
    void beforeTheFirstStartThereIsNoneAndThatIsWell() {
        assertOne(Level.OK, "the first start makes one", "");
        assertThat(look(false)).isEmpty();
    }

    @Test
    void aFileThatIsMissingBesideAStoreIsTold() throws IOException {
        Files.createFile(home.storeMade());
        assertOne(Level.WARNING, home.signingKeys() + " is missing", "restore the file from a backup");
        assertThat(look(false)).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsTold() throws IOException {
        Files.writeString(home.signingKeys(), "{\"keys\": [{\"alg\": \"none\"}]}");
        assertOne(Level.FAULT, home.signingKeys() + " cannot be read", "from a backup");
    }

    @Test
    void aKeyUnderAnotherPasswordIsTold() throws IOException {
        newKey();
        Files.writeString(home.secrets().resolve("keystore-password"), "another");
        assertOne(Level.FAULT, "does not open with secrets/keystore-password", "restore both from a backup");
        Files.delete(home.secrets().resolve("keystore-password"));
        assertOne(Level.WARNING, "not tried", "restore that file first");
    }

    @Test
    void aPrivateKeyThatIsNotThePublishedOneIsTold() throws IOException {
        newKey();
        Path mine = home.signingKeys();
        ObjectMapper json = new ObjectMapper();
        ObjectNode first = (ObjectNode) json.readTree(mine.toFile());
        Files.delete(mine);
        PublicSealKey second = newKey();
        ObjectNode mixed = (ObjectNode) json.readTree(mine.toFile());
        ((ObjectNode) mixed.path("keys").path(0))
                .set("private", first.path("keys").path(0).path("private"));
        json.writeValue(mine.toFile(), mixed);

        assertOne(Level.FAULT, "the public one beside it, which partners know, is " + second.thumbprint(), "restore");
    }

    @Test
    void whereTheLastWasRevokedNothingIsSealedUntilTheNextIsMade() throws IOException {
        keys().revoke(newKey().thumbprint(), CLOCK.instant(), "lost");
        assertOne(Level.WARNING, "nothing is sealed", "tidings signing-key rotate");
        assertThat(look(false)).singleElement().extracting(Finding::level).isEqualTo(Level.OK);
        newKey();
        assertThat(look(true)).singleElement().extracting(Finding::level).isEqualTo(Level.OK);
    }
}
