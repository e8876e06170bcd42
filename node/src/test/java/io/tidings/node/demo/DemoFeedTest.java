package io.tidings.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The feed that ships with the demo: others' data stays out, and what the demo shows is in. */
class DemoFeedTest {
    private static final Set<String> TLP_2 = Set.of(
            "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
            "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
            "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
            "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
            "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1");

    private final JsonNode feed = read();

    @Test
    void everyLevelOfTlp2MarksSomeObject() {
        assertThat(texts(feed.findValues("object_marking_refs"))).containsAll(TLP_2);
    }

    @Test
    void everyObjectButADefinitionOfMarkingsHasExactlyOneLevel() {
        objects()
                .filter(object -> !object.path("type").asText().equals("marking-definition"))
                .forEach(object -> {
                    Set<String> levels = new HashSet<>(texts(List.of(object.path("object_marking_refs"))));
                    levels.retainAll(TLP_2);
                    assertThat(levels).as(object.path("id").asText()).hasSize(1);
                });
    }

    @Test
    void everyReferenceLeadsToAnObjectOfTheFeed() {
        Set<String> ids = objects().map(object -> object.path("id").asText()).collect(Collectors.toSet());
        List<String> references = new ArrayList<>();
        collectReferences(feed, references);
        assertThat(references).isNotEmpty().allMatch(ids::contains);
    }

    @Test
    void noVersionOccursTwiceAndTwoIndicatorsHaveTwoVersions() {
        List<String> versions = objects()
                .map(object ->
                        object.path("id").asText() + object.path("modified").asText())
                .toList();
        assertThat(versions).doesNotHaveDuplicates();
        long ids =
                objects().map(object -> object.path("id").asText()).distinct().count();
        assertThat(versions.size() - ids).isEqualTo(2);
    }

    @Test
    void oneObjectIsRevokedAndSomeCarryGranularMarkings() {
        assertThat(objects().filter(object -> object.path("revoked").asBoolean()))
                .hasSize(1);
        assertThat(objects().filter(object -> object.has("granular_markings"))).hasSizeGreaterThan(2);
    }

    @Test
    void addressesAndNamesAreThoseReservedForDocumentation() {
        assertThat(matches("\\b\\d{1,3}(\\.\\d{1,3}){3}\\b"))
                .isNotEmpty()
                .allMatch(a -> a.startsWith("192.0.2.") || a.startsWith("198.51.100.") || a.startsWith("203.0.113."));
        assertThat(matches("\\b[0-9a-f]{4}:[0-9a-f:]+::[0-9a-f]*"))
                .isNotEmpty()
                .allMatch(a -> a.startsWith("2001:db8:"));
        assertThat(matches("(?<=[/@'])[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{3,}(?=[/'\"])"))
                .isNotEmpty()
                .allMatch(name -> name.endsWith(".example") || name.endsWith(".test") || name.endsWith(".dll"));
    }

    private Set<String> matches(String expression) {
        Set<String> texts = new TreeSet<>();
        for (JsonNode object : feed.path("objects")) {
            for (String name : List.of("pattern", "value", "body", "contact_information")) {
                Pattern.compile(expression)
                        .matcher("'" + object.path(name).asText() + "'")
                        .results()
                        .map(MatchResult::group)
                        .forEach(texts::add);
            }
        }
        return texts;
    }

    private static void collectReferences(JsonNode node, List<String> references) {
        node.properties().forEach(property -> {
            if (property.getKey().endsWith("_ref") || property.getKey().endsWith("_refs")) {
                references.addAll(texts(List.of(property.getValue())));
            }
        });
        node.forEach(child -> collectReferences(child, references));
    }

    /** The texts of the nodes themselves or, where they are lists, of their elements. */
    private static List<String> texts(List<JsonNode> nodes) {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (node.isArray()) {
                node.forEach(element -> texts.add(element.asText()));
            } else {
                texts.add(node.asText());
            }
        }
        return texts;
    }

    private Stream<JsonNode> objects() {
        return StreamSupport.stream(feed.path("objects").spliterator(), false);
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(
                DemoFeedTest.class.getResourceAsStream("/demo/feed.json"), "no /demo/feed.json on the class path")) {
            return new ObjectMapper()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .readTree(in);
        } catch (IOException e) {
            throw new AssertionError("the feed cannot be read", e);
        }
    }
}
