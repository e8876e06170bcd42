package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bill of materials against the jar that ships. */
class BillOfMaterialsIT {
    private static final Path JAR = Path.of("target", "tidings.jar");
    // Netty carries it inside its own jar, under another package name.
    private static final String INSIDE_NETTY = "org.jctools:jctools-core:";
    private static final String INSIDE = "META-INF/sbom/tidings.cdx.json";

    @BeforeEach
    void onlyWhereTheJarWasBuilt() {
        assumeThat(JAR).as("the build's jar; 'mvn verify' makes it").exists();
        assumeThat(System.getProperty("tidings.build", ""))
                .as("built off line, where Maven's plug-in makes no bill of materials")
                .isNotEqualTo("offline true");
    }

    @Test
    void namesEveryLibraryInTheJar() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Set<String> told = components(jar);
            assertThat(told).containsAll(withPomProperties(jar));
            // These say nothing of themselves in the jar.
            assertThat(told)
                    .anyMatch(each -> each.startsWith("com.h2database:h2:"))
                    .anyMatch(each -> each.startsWith("org.bouncycastle:bcprov-jdk18on:"))
                    .anyMatch(each -> each.startsWith("info.picocli:picocli:"));
        }
    }

    @Test
    void namesNothingThatOnlyTestsUse() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(components(jar))
                    .noneMatch(each -> each.startsWith("org.junit") || each.startsWith("org.assertj"));
        }
    }

    @Test
    void isTheSameBesideTheJarAsInIt() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream in = jar.getInputStream(jar.getEntry(INSIDE))) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(Path.of("target", "tidings.cdx.json")));
        }
    }

    private static Set<String> components(JarFile jar) throws Exception {
        try (InputStream in = jar.getInputStream(jar.getEntry(INSIDE))) {
            Set<String> names = new TreeSet<>();
            JsonNode bill = new ObjectMapper().readTree(in);
            JsonNode self = bill.path("metadata").path("component");
            names.add(named(self));
            bill.path("components").forEach(each -> names.add(named(each)));
            return names;
        }
    }

    private static String named(JsonNode component) {
        return component.path("group").asText() + ":" + component.path("name").asText() + ":"
                + component.path("version").asText();
    }

    private static Set<String> withPomProperties(JarFile jar) throws Exception {
        Set<String> names = new TreeSet<>();
        for (ZipEntry entry : java.util.Collections.list(jar.entries())) {
            if (entry.getName().startsWith("META-INF/maven/") && entry.getName().endsWith("/pom.properties")) {
                Properties properties = new Properties();
                try (InputStream in = jar.getInputStream(entry)) {
                    properties.load(in);
                }
                names.add(properties.getProperty("groupId") + ":" + properties.getProperty("artifactId") + ":"
                        + properties.getProperty("version"));
            }
        }
        names.removeIf(each -> each.startsWith(INSIDE_NETTY));
        assertThat(names).as("libraries that say what they are").hasSizeGreaterThan(20);
        return names;
    }
}
