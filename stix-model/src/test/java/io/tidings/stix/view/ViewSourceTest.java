package io.tidings.stix.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The views of single types are what the tables say. With {@code -Dtidings.views=write} the test writes them (run
 * {@code spotless:apply} behind it), otherwise it fails when they are not.
 */
class ViewSourceTest {
    private static final Path FOLDER = Path.of("src", "main", "java", "io", "tidings", "stix", "view");

    @Test
    void theViewsAreThoseOfTheTables() throws Exception {
        for (Map.Entry<String, String> source : ViewSource.all().entrySet()) {
            Path file = FOLDER.resolve(source.getKey() + ".java");
            if ("write".equals(System.getProperty("tidings.views"))) {
                Files.writeString(file, source.getValue());
            }
            assertThat(file).exists();
            assertThat(words(Files.readString(file)))
                    .as("run this test with -Dtidings.views=write to bring %s up to date", file)
                    .isEqualTo(words(source.getValue()));
        }
    }

    /** Formatting breaks lines, and comments that had been one line. */
    private static String words(String source) {
        return source.replaceAll("\\s+|\\*", "");
    }
}
