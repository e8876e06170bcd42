package io.tidings.taxii.server.objects;

import static io.tidings.taxii.server.testing.Dataset.ADDRESS;
import static io.tidings.taxii.server.testing.Dataset.INDICATOR;
import static io.tidings.taxii.server.testing.Dataset.MALWARE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.server.testing.Client;
import io.tidings.taxii.server.testing.Client.Reply;
import io.tidings.taxii.server.testing.Dataset;
import io.tidings.taxii.server.testing.MemoryBackend;
import io.tidings.taxii.server.testing.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetObjectsIT {
    private static final String COLLECTION = "/intel/feeds/collections/" + Dataset.WORKING_SET + "/";
    private static final String OBJECTS = COLLECTION + "objects/";
    private static final String V1 = "2024-01-01T00:00:00.000Z";
    private static final String V2 = "2024-02-01T00:00:00.000Z";
    private static final String V3 = "2024-03-01T00:00:00.000Z";

    private MemoryBackend backend;
    private RunningServer server;

    @BeforeEach
    void start() {
        backend = Dataset.backend();
        server = RunningServer.start(backend);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** §5.5 of the digest, row by row. */
    static Stream<Arguments> workedExamples() {
        return Stream.of(
                Arguments.of("", List.of(MALWARE, INDICATOR + V3, ADDRESS)),
                Arguments.of(
                        "?match[version]=all",
                        List.of(INDICATOR + V1, MALWARE, INDICATOR + V3, ADDRESS, INDICATOR + V2)),
                Arguments.of("?match[version]=first", List.of(INDICATOR + V1, MALWARE, ADDRESS)),
                Arguments.of(
                        "?match[version]=first,last&match[type]=indicator", List.of(INDICATOR + V1, INDICATOR + V3)),
                Arguments.of("?match[version]=" + V2, List.of(INDICATOR + V2)),
                Arguments.of("?match[version]=2024-02-01T00:00:00Z", List.of(INDICATOR + V2)),
                Arguments.of("?added_after=2024-05-01T08:00:20.000000Z", List.of(ADDRESS)),
                Arguments.of("?added_after=2024-05-01T08:00:20Z&match[version]=all", List.of(ADDRESS, INDICATOR + V2)),
                Arguments.of("?match[type]=tool", List.of()),
                Arguments.of("?match%5Btype%5D=indicator%2Cmalware", List.of(MALWARE, INDICATOR + V3)),
                Arguments.of("?match[type]=indicator&match[confidence-gte]=81", List.of()),
                Arguments.of("?match[tlp]=green", List.of(INDICATOR + V3)),
                Arguments.of("?match[value]=198.51.100.7", List.of(ADDRESS)),
                Arguments.of("?match[spec_version]=9.9", List.of()));
    }

    @ParameterizedTest
    @MethodSource("workedExamples")
    void theWorkedExamplesOfTheDigestHold(String query, List<String> expected) {
        Reply reply = server.client().get(OBJECTS + query);
        assertThat(reply.status()).isEqualTo(200);
        List<String> found = new ArrayList<>();
        reply.json()
                .path("objects")
                .forEach(object -> found.add(object.get("id").asText()
                        + (object.get("type").asText().equals("indicator")
                                ? object.get("modified").asText()
                                : "")));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void objectsGoOutAsTheBytesThatCameIn() {
        String odd = "{ \"id\":\"indicator--00000000-0000-4000-8000-00000000000a\",\"type\" : \"indicator\",\n"
                + "\"x\":1.10e0,\"y\":\"\\u0041\",\"z\":12345678901234567890.0,\"spec_version\":\"2.1\" }";
        assertThat(server.client().post(OBJECTS, "{\"objects\":[" + odd + "]}").status())
                .isEqualTo(202);
        assertThat(server.client()
                        .get(OBJECTS + "?match[id]=indicator--00000000-0000-4000-8000-00000000000a")
                        .text())
                .isEqualTo("{\"more\":false,\"objects\":[" + odd + "]}");
    }

    @Test
    void anEmptyResultIsAnEmptyEnvelopeThatSaysHowFarItIsComplete() {
        Reply reply = server.client().get(OBJECTS + "?added_after=2030-01-01T00:00:00Z");
        assertThat(reply.text()).isEqualTo("{}");
        assertThat(reply.header("X-TAXII-Date-Added-First")).contains("2030-01-01T00:00:00.000000Z");
        assertThat(reply.header("X-TAXII-Date-Added-Last")).contains("2030-01-01T00:00:00.000000Z");
        Reply none = server.client().get(OBJECTS + "?match[type]=tool");
        assertThat(none.header("X-TAXII-Date-Added-Last")).contains("2024-05-01T08:00:40.000000Z");
    }

    @Test
    void anEmptyLogHasNoPositionToState() {
        Reply reply = server.client().get("/intel/feeds/collections/" + Dataset.PUBLISHED + "/objects/");
        assertThat(reply.text()).isEqualTo("{}");
        assertThat(reply.header("X-TAXII-Date-Added-First")).isEmpty();
    }

    @Test
    void aRequesterThatNeedsItGetsAnEmptyList() {
        backend.needsEmptyLists("analyst");
        assertThat(server.client().get(OBJECTS + "?match[type]=tool").text()).isEqualTo("{\"objects\":[]}");
    }

    @Test
    void theHeadersHaveSixDigits() {
        Reply reply = server.client().get(OBJECTS + "?match[type]=malware");
        assertThat(reply.header("X-TAXII-Date-Added-First")).contains("2024-05-01T08:00:10.000002Z");
        assertThat(reply.header("X-TAXII-Date-Added-Last")).contains("2024-05-01T08:00:10.000002Z");
    }

    @Test
    void pagingByNextAndByAddedAfterBothYieldEveryObjectOnceAndInOrder() {
        StringBuilder objects = new StringBuilder("{\"objects\":[");
        for (int i = 0; i < 200; i++) {
            objects.append(i == 0 ? "" : ",").append(Dataset.fresh(i));
        }
        assertThat(server.client().post(OBJECTS, objects + "]}").status()).isEqualTo(202);
        List<String> all = server.client().get(OBJECTS + "?match[version]=all").ids();
        assertThat(all).hasSize(205);
        assertThat(followByNext("match[version]=all&limit=7")).isEqualTo(all);
        assertThat(followByAddedAfter("match[version]=all&limit=7")).isEqualTo(all);
        assertThat(followByNext("match[type]=indicator&match[pattern_type]=stix&limit=60"))
                .hasSize(201);
    }

    private List<String> followByNext(String query) {
        List<String> ids = new ArrayList<>();
        Reply page = server.client().get(OBJECTS + "?" + query);
        ids.addAll(page.ids());
        while (page.more()) {
            page = server.client()
                    .get(OBJECTS + "?" + query + "&next=" + page.next().orElseThrow());
            assertThat(page.status()).isEqualTo(200);
            ids.addAll(page.ids());
        }
        assertThat(page.next()).isEmpty();
        return ids;
    }

    private List<String> followByAddedAfter(String query) {
        List<String> ids = new ArrayList<>();
        Reply page = server.client().get(OBJECTS + "?" + query);
        ids.addAll(page.ids());
        while (page.more()) {
            String last = page.header("X-TAXII-Date-Added-Last").orElseThrow();
            page = server.client().get(OBJECTS + "?" + query + "&added_after=" + last);
            ids.addAll(page.ids());
        }
        return ids;
    }

    @Test
    void whatIsAddedOrDeletedBetweenPagesNeitherRepeatsNorHidesOthers() {
        Reply first = server.client().get(OBJECTS + "?match[version]=all&limit=2");
        server.client().send("DELETE", OBJECTS + MALWARE + "/");
        server.client().post(OBJECTS, "{\"objects\":[" + Dataset.fresh(1) + "]}");
        Reply second = server.client().get(OBJECTS + "?next=" + first.next().orElseThrow());
        assertThat(second.ids()).containsExactly(INDICATOR, ADDRESS, INDICATOR);
        assertThat(second.more()).isFalse();
    }

    @Test
    void aCursorOfAnotherRequesterIsABadRequest() {
        String next = server.client().get(OBJECTS + "?limit=1").next().orElseThrow();
        Client other = server.client().as("other", "other-only");
        assertThat(other.get(OBJECTS + "?limit=1&next=" + next).status()).isEqualTo(400);
        Reply changed = server.client().get(OBJECTS + "?limit=1&match[type]=tool&next=" + next);
        assertThat(changed.status()).isEqualTo(400);
        assertThat(changed.json().get("error_code").asText()).isEqualTo("bad-request");
    }

    @Test
    void oneObjectIsFoundByItsIdInItsVersions() {
        assertThat(server.client()
                        .get(OBJECTS + INDICATOR + "/")
                        .json()
                        .at("/objects/0/modified")
                        .asText())
                .isEqualTo(V3);
        assertThat(server.client()
                        .get(OBJECTS + INDICATOR + "/?match[version]=all")
                        .ids())
                .hasSize(3);
        assertThat(server.client()
                        .get(OBJECTS + INDICATOR + "/?match[type]=tool&match[id]=x")
                        .ids())
                .hasSize(1);
        assertThat(server.client()
                        .get(OBJECTS + INDICATOR + "/?added_after=2030-01-01T00:00:00Z")
                        .text())
                .isEqualTo("{}");
        assertThat(server.client()
                        .get(OBJECTS + INDICATOR + "/?match[version]=2020-01-01T00:00:00.000Z")
                        .status())
                .isEqualTo(404);
        assertThat(server.client()
                        .get(OBJECTS + "indicator--00000000-0000-4000-8000-000000000000/")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theManifestDescribesTheSameSelection() {
        Reply reply = server.client().get(COLLECTION + "manifest/?match[version]=all&limit=2");
        assertThat(reply.json().at("/objects/0/version").asText()).isEqualTo(V1);
        assertThat(reply.json().at("/objects/0/date_added").asText()).isEqualTo("2024-05-01T08:00:10.000001Z");
        assertThat(reply.json().at("/objects/0/media_type").asText()).isEqualTo("application/stix+json;version=2.1");
        assertThat(reply.more()).isTrue();
        Reply rest = server.client()
                .get(COLLECTION + "manifest/?next=" + reply.next().orElseThrow());
        assertThat(rest.ids()).containsExactly(INDICATOR, ADDRESS, INDICATOR);
        assertThat(rest.json().at("/objects/1/version").asText()).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(server.client()
                        .get(COLLECTION + "manifest/?match[type]=tool")
                        .text())
                .isEqualTo("{}");
    }

    @Test
    void versionsComeInOrderOfAdditionAndInPages() {
        String versions = OBJECTS + INDICATOR + "/versions/";
        Reply all = server.client().get(versions + "?match[version]=last");
        assertThat(all.json().get("versions")).extracting(v -> v.asText()).containsExactly(V1, V3, V2);
        assertThat(all.header("X-TAXII-Date-Added-Last")).contains("2024-05-01T08:00:40.000000Z");
        Reply first = server.client().get(versions + "?limit=1");
        assertThat(first.more()).isTrue();
        Reply byHeader = server.client()
                .get(versions + "?added_after="
                        + first.header("X-TAXII-Date-Added-Last").orElseThrow());
        assertThat(byHeader.json().get("versions")).extracting(v -> v.asText()).containsExactly(V3, V2);
        Reply byNext = server.client().get(versions + "?next=" + first.next().orElseThrow());
        assertThat(byNext.json()).isEqualTo(byHeader.json());
        assertThat(server.client()
                        .get(versions + "?added_after=2030-01-01T00:00:00Z")
                        .text())
                .isEqualTo("{}");
        assertThat(server.client()
                        .get(OBJECTS + "tool--0b6c2a54-93d1-4f3e-8c57-6a1e9d2f4b66/versions/")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"objects/", "manifest/", "objects/" + INDICATOR + "/", "objects/" + INDICATOR + "/versions/"})
    void aMalformedQueryIsABadRequestOnEveryPagedEndpoint(String endpoint) {
        assertThat(server.client().get(COLLECTION + endpoint + "?limit=0").status())
                .isEqualTo(400);
        assertThat(server.client().get(COLLECTION + endpoint + "?next=garbage").status())
                .isEqualTo(400);
        Reply reply = server.client().get(COLLECTION + endpoint + "?added_after=x");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("description").asText()).contains("added_after");
    }

    @Test
    void anAliasStandsForTheIdAndTheBodyShowsTheId() {
        String byAlias = "/intel/feeds/collections/analyst-set/";
        assertThat(server.client().get(byAlias).json().get("id").asText()).isEqualTo(Dataset.WORKING_SET.toString());
        assertThat(server.client().get(byAlias + "objects/").ids()).hasSize(3);
    }

    @Test
    void aFailureNobodyForesawSaysNothingOfItsCause() {
        backend.beforeEachRead(() -> {
            throw new IllegalStateException("jdbc:secret");
        });
        Reply reply = server.client().get(OBJECTS);
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text()).doesNotContain("jdbc").doesNotContain("Exception");
        assertThat(reply.json().get("error_id").asText()).hasSize(16);
    }
}
