package io.tidings.stix.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LongStreamIT {
    @Test
    void aStreamOfAnyLengthIsReadInLittleMemoryAndWhatIsTooLongIsNamed() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        java, "-Xmx128m", "-XX:+UseSerialGC", "-cp", classes, LongStream.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.strip())
                .isEqualTo((2 * LongStream.SMALL_OBJECTS + 2) + " note--8e2e2d2b-17d4-4cbf-938f-000000000001"
                        + " note--8e2e2d2b-17d4-4cbf-938f-000000000002");
    }
}
