package io.tidings.node.recall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.recall.Recall.Action;
import io.tidings.node.recall.Recall.Place;
import io.tidings.node.recall.Recall.Standing;
import io.tidings.node.recall.Recall.Told;
import io.tidings.stix.marking.Tlp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A recall as the store keeps it. */
final class RecallForm {
    private static final JsonMapper JSON = new JsonMapper();

    private RecallForm() {}

    static String text(Recall recall) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("standing", recall.standing().name())
                .put("action", recall.action().name())
                .put("level", recall.level().text());
        list(json.putArray("statements"), recall.statements());
        Recall.Origin origin = recall.origin();
        ObjectNode from = json.putObject("origin")
                .put("own", origin.own())
                .put("organisation", origin.organisation())
                .put("came", origin.came().toString());
        origin.issuer().ifPresent(issuer -> from.put("issuer", issuer));
        list(from.putArray("identities"), origin.identities());
        list(from.putArray("givers"), origin.givers());
        ObjectNode peers = from.putObject("from");
        origin.from().forEach(peers::put);
        ArrayNode places = json.putArray("places");
        recall.places()
                .forEach(place -> places.addObject()
                        .put("collection", place.collection().toString())
                        .put("added", place.added()));
        ObjectNode stamps = json.putObject("stamps");
        recall.stamps().forEach((collection, stamp) -> stamps.put(collection.toString(), stamp));
        ObjectNode told = json.putObject("told");
        recall.told().forEach((who, what) -> {
            ObjectNode each =
                    told.putObject(who).put("at", what.at().toString()).put("channel", what.channel());
            what.answer().ifPresent(answer -> each.set("answer", answer.json().put("proven", answer.proven())));
        });
        return json.toString();
    }

    private static void list(ArrayNode list, Collection<String> texts) {
        texts.forEach(list::add);
    }

    static Recall parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            List<String> statements = texts(json.path("statements"));
            JsonNode origin = json.path("origin");
            Map<String, String> from = new LinkedHashMap<>();
            origin.path("from")
                    .properties()
                    .forEach(each -> from.put(each.getKey(), each.getValue().asText()));
            Map<UUID, Long> stamps = new LinkedHashMap<>();
            json.path("stamps")
                    .properties()
                    .forEach(each -> stamps.put(
                            UUID.fromString(each.getKey()), each.getValue().asLong()));
            return new Recall(
                    RecallStatement.read(RecallStatement.parse(statements)),
                    statements,
                    new Recall.Origin(
                            origin.path("own").asBoolean(),
                            origin.path("organisation").asText(),
                            origin.has("issuer")
                                    ? Optional.of(origin.path("issuer").asText())
                                    : Optional.empty(),
                            Set.copyOf(texts(origin.path("identities"))),
                            Set.copyOf(texts(origin.path("givers"))),
                            Instant.parse(origin.path("came").asText()),
                            from),
                    Standing.valueOf(json.path("standing").asText()),
                    Action.valueOf(json.path("action").asText()),
                    places(json.path("places")),
                    stamps,
                    Tlp.parse(json.path("level").asText()).orElse(Tlp.RED),
                    told(json.path("told")));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a recall in the store cannot be read", impossible);
        }
    }

    private static Set<Place> places(JsonNode list) {
        Set<Place> places = new LinkedHashSet<>();
        for (JsonNode each : list) {
            places.add(new Place(
                    UUID.fromString(each.path("collection").asText()),
                    each.path("added").asLong()));
        }
        return places;
    }

    private static Map<String, Told> told(JsonNode json) {
        Map<String, Told> told = new LinkedHashMap<>();
        json.properties().forEach(each -> {
            JsonNode answer = each.getValue().path("answer");
            told.put(
                    each.getKey(),
                    new Told(
                            Instant.parse(each.getValue().path("at").asText()),
                            each.getValue().path("channel").asText(),
                            answer.isObject()
                                    ? Optional.of(Acknowledgement.parse(
                                            answer, answer.path("proven").asBoolean()))
                                    : Optional.empty()));
        });
        return told;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
