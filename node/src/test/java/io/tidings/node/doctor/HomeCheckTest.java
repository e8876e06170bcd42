package io.tidings.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.config.NodeHome;
import io.tidings.node.doctor.Finding.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeCheckTest {
    @TempDir
    Path directory;

    @Test
    void eachFileWithKeysIsForItsOwnerAlone() throws IOException {
        NodeHome home = new NodeHome(directory);
        home.create();
        assertThat(HomeCheck.findings(home))
                .singleElement()
                .extracting(Finding::level)
                .isEqualTo(Level.OK);
        for (Path each : List.of(
                home.keystore(),
                home.storageKeys(),
                home.signingKeys(),
                home.secrets().resolve("keystore-password"))) {
            Files.createFile(each, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            assertThat(HomeCheck.findings(home))
                    .singleElement()
                    .extracting(Finding::level)
                    .isEqualTo(Level.OK);
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-r-----"));
            assertThat(HomeCheck.findings(home)).singleElement().satisfies(open -> {
                assertThat(open.level()).isEqualTo(Level.FAULT);
                assertThat(open.found()).contains(each + " can be read by others");
                assertThat(open.advice()).isEqualTo("chmod 600 " + each);
            });
            Files.delete(each);
        }
    }
}
