package io.tidings.node.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.file.PrivateFiles;
import io.tidings.node.store.KeyUnavailableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageKeysIT {
    private static final byte[] SECRET = "a data key".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTEXT = {1};

    @TempDir
    Path directory;

    @Test
    void theFirstKeyIsMadeWhenItIsNeededAndForItsOwnerOnly() throws Exception {
        StorageKeys keys = keys("password");
        assertThat(file()).doesNotExist();
        assertThat(keys.current()).isEqualTo("storage-1");
        assertThat(PrivateFiles.isOpenToOthers(file())).isFalse();
        assertThat(keys("password").current()).isEqualTo("storage-1");
    }

    @Test
    void whatIsWrappedIsUnwrappedAfterARestartInItsContextOnly() {
        String name = keys("password").current();
        byte[] wrapped = keys("password").wrap(name, SECRET, CONTEXT);
        assertThat(keys("password").unwrap(name, wrapped, CONTEXT)).isEqualTo(SECRET);
        assertThatThrownBy(() -> keys("password").unwrap(name, wrapped, new byte[] {2}))
                .isInstanceOf(KeyUnavailableException.class);
        assertThatThrownBy(() -> keys("password").unwrap(name, new byte[3], CONTEXT))
                .isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void aReplacedKeyIsGoneAndItsNameIsNotGivenAgain() {
        StorageKeys keys = keys("password");
        byte[] wrapped = keys.wrap(keys.current(), SECRET, CONTEXT);
        assertThat(keys.replace()).isEqualTo("storage-2");
        assertThat(keys.unwrap("storage-1", wrapped, CONTEXT)).isEqualTo(SECRET);
        keys.keepOnly("storage-2");
        assertThatThrownBy(() -> keys.unwrap("storage-1", wrapped, CONTEXT))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("has no such key");
        assertThat(keys.replace()).isEqualTo("storage-3");
    }

    @Test
    void aWrongPasswordAndABrokenFileAreNamed() throws Exception {
        keys("password").current();
        assertThatThrownBy(() -> keys("other").current())
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("keystore-password")
                .hasMessageNotContaining("other");
        Files.write(file(), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> keys("password").current()).isInstanceOf(KeyUnavailableException.class);
    }

    private StorageKeys keys(String password) {
        return new StorageKeys(file(), new Secret(password), new SecureRandom());
    }

    private Path file() {
        return directory.resolve("storage-keys.p12");
    }
}
