package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.node.operations.PublishReport;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Published feeds, in by intake as it is set up by default and out by TAXII. They name internal addresses as examples, for
 * which one's own content would wait for a decision.
 */
class RealFeedsIT {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private TestNode node;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.create(
                        vertx,
                        directory.resolve("a"),
                        "Bank A",
                        Clock.systemUTC(),
                        yaml -> yaml.replace("check: own ", "check: 'off' "))
                .start();
    }

    @AfterEach
    void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void noObjectOfAttackIsRefusedAndEachGoesOutAsTheBytesThatCameIn() throws Exception {
        passThrough(List.of(shared("data/attack/ics-attack-18.1.json.gz")));
    }

    @Test
    void noExampleOfOasisIsRefusedAndEachGoesOutAsTheBytesThatCameIn() throws Exception {
        try (Stream<Path> files = Files.list(shared("data/oasis"))) {
            passThrough(files.filter(RealFeedsIT::isBundle).sorted().toList());
        }
    }

    /** One of the examples is a single object. */
    private static boolean isBundle(Path file) {
        try {
            return file.toString().endsWith(".json") && Files.readString(file).contains("\"objects\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each file through a collection of its own, since several have the same objects. */
    private void passThrough(List<Path> files) throws Exception {
        String[] collections =
                IntStream.range(0, files.size()).mapToObj(i -> "feed-" + i).toArray(String[]::new);
        for (String collection : collections) {
            node.addCollection(collection);
        }
        node.addClient("siem", "a password", collections);
        TaxiiCaller siem = new TaxiiCaller(node.clientRoot(), "siem", "a password");
        for (int i = 0; i < collections.length; i++) {
            Path file = files.get(i);
            PublishReport report = node.operations()
                    .publish(
                            collections[i], () -> open(file), file.getFileName().toString(), p -> {});
            assertThat(report.problems()).as(file.toString()).isEmpty();
            Map<String, String> sent;
            try (InputStream in = open(file)) {
                sent = objects(in);
            }
            assertThat(sent).isNotEmpty();
            assertThat(taken(siem, collections[i])).as(file.toString()).isEqualTo(sent);
        }
    }

    private static Map<String, String> taken(TaxiiCaller siem, String collection) throws Exception {
        String path = "collections/" + collection + "/objects/?match[version]=all&match[spec_version]=2.0,2.1";
        Map<String, String> taken = new TreeMap<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            TaxiiCaller.Answer page = siem.get(path.replace("[", "%5B").replace("]", "%5D") + next.get());
            taken.putAll(objects(new ByteArrayInputStream(page.bytes())));
            JsonNode envelope = page.json();
            next = envelope.path("more").asBoolean()
                    ? Optional.of("&next=" + envelope.get("next").asText())
                    : Optional.empty();
        }
        return taken;
    }

    /** Bytes by id and version. */
    private static Map<String, String> objects(InputStream content) throws Exception {
        Map<String, String> objects = new TreeMap<>();
        try (ContentReader reader = ContentReader.over(content, ContentBounds.standard())) {
            for (Optional<Element> e = reader.next(); e.isPresent(); e = reader.next()) {
                var object = ((Element.Sound) e.get()).object();
                objects.put(
                        object.id() + " " + object.head().version(),
                        object.bytes().text());
            }
        }
        return objects;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private static Path shared(String name) {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, at -> at != null, Path::getParent)
                .map(at -> at.resolve("shared"))
                .filter(at -> Files.isDirectory(at.resolve("spec")))
                .map(at -> at.resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("skipped: no shared/" + name + " beside the project"));
    }
}
