package io.tidings.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.mesh.Edge;
import io.tidings.node.mesh.Item;
import io.tidings.node.mesh.Member;
import io.tidings.node.mesh.Model;
import io.tidings.node.mesh.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A member of the mesh that has good agreements and publishes lies about what it got: rewritten, revoked, back-dated,
 * post-dated and new objects in others' names, all under seals of its own; and copies whose chains it tampers with.
 */
final class MeshForger {
    private final MeshNode at;
    private final Writer writer;
    private final Random random;
    private final List<Item> lies = new ArrayList<>();
    private final Map<String, Item> soundCopies = new HashMap<>();
    private final Set<String> tampered = new HashSet<>();
    private final Set<String> copied = new HashSet<>();

    MeshForger(MeshNode at, Writer writer, Random random) {
        this.at = at;
        this.writer = writer;
        this.random = random;
    }

    /** What it said that nobody may believe. */
    List<Item> lies() {
        return List.copyOf(lies);
    }

    /** Keys of the copies whose chains it left alone, in every companion that names them. */
    Map<String, Item> soundCopies() {
        Map<String, Item> sound = new HashMap<>(soundCopies);
        sound.keySet().removeAll(tampered);
        return sound;
    }

    /** Lies about some of what it has by now, chosen from what {@code model} says that it may have. */
    void lie(Model model, int count) throws Exception {
        List<Item> known = known(model);
        List<String> told = new ArrayList<>();
        for (int i = 0; i < count && !known.isEmpty(); i++) {
            Item truth = known.get(random.nextInt(known.size()));
            Item lie = lieAbout(truth);
            if (lies.stream().noneMatch(each -> each.key().equals(lie.key()))) {
                lies.add(lie);
                told.add(lie.json());
            }
        }
        if (!told.isEmpty()) {
            at.publish(Edge.OWN, told);
        }
        tamper(model);
    }

    private Item lieAbout(Item truth) {
        String creator = truth.creator().orElseThrow();
        switch (random.nextInt(5)) {
            case 0:
                return writer.later(truth, creator, Duration.ofDays(2), false);
            case 1:
                return writer.later(truth, creator, Duration.ofDays(3), true);
            case 2:
                return writer.later(truth, creator, Duration.ofDays(-1), false);
            case 3:
                return writer.invented(creator);
            default:
                return writer.otherwise(truth);
        }
    }

    /** What others sealed that it has got. */
    private List<Item> known(Model model) throws Exception {
        List<Item> known = new ArrayList<>();
        for (Edge edge : model.world().edgesTo(at.member)) {
            if (edge.giver().kind() == Member.Kind.FLOODER) {
                continue;
            }
            Set<String> here = at.read(edge.into()).keySet();
            model.held(at.member, edge.into()).values().stream()
                    .filter(item -> here.contains(item.key()))
                    .filter(item ->
                            item.creator().filter(model.world()::isSealing).isPresent())
                    .forEach(known::add);
        }
        return known;
    }

    private static Set<String> ids(Set<String> keys) {
        Set<String> ids = new HashSet<>();
        keys.forEach(key -> ids.add(key.substring(0, key.indexOf(' '))));
        return ids;
    }

    /** Takes over identifiers: objects of its own, by their creator and seal, under the ids of others. */
    void hijack(Model model, int count) throws Exception {
        Set<String> sound = ids(soundCopies().keySet());
        Set<String> doubtful = ids(copied);
        doubtful.removeAll(sound); // who has such a copy in force depends on which companion it saw first
        List<Item> known = known(model);
        known.removeIf(item -> doubtful.contains(item.id()));
        for (int i = 0; i < count && !known.isEmpty(); i++) {
            Item truth = known.remove(random.nextInt(known.size()));
            Item hijacked = writer.later(truth, at.member.creator(), Duration.ofDays(4 + i), false);
            at.publish(Edge.OWN, List.of(hijacked.json()));
            model.published(at.member, hijacked);
        }
    }

    /** Publishes copies, and beside them their companions as they would come from a server that changed them. */
    private void tamper(Model model) throws Exception {
        for (Edge edge : model.world().edgesTo(at.member)) {
            if (edge.giver().kind() == Member.Kind.FLOODER) {
                continue;
            }
            String companions = at.reader()
                    .get("collections/" + edge.into() + "/")
                    .json()
                    .path("x_tidings_provenance")
                    .asText();
            JsonNode page = at.reader()
                    .get("collections/" + companions + "/objects/?limit=100")
                    .json();
            for (JsonNode companion : page.path("objects")) {
                copy(model, edge, companion.deepCopy());
            }
        }
    }

    private void copy(Model model, Edge edge, ObjectNode companion) throws Exception {
        var items = model.held(at.member, edge.into());
        List<String> copies = new ArrayList<>();
        Map<String, Item> sound = new HashMap<>();
        ArrayNode objects = (ArrayNode) companion.path("objects");
        boolean leave = edge.equals(at.goodSource());
        for (JsonNode each : objects) {
            String version = each.path("version").asText();
            Item item = items.get(each.path("ref").asText() + " " + (version.equals("none") ? "" : version));
            if (item != null && !leave) {
                tampered.add(item.key());
            }
            boolean isFirst = item != null && item.creator().isPresent() && copied.add(item.key());
            if (isFirst) {
                copies.add(item.json());
                if (leave) {
                    sound.put(item.key(), item);
                }
            }
        }
        if (copies.isEmpty()) {
            return;
        }
        if (!leave) {
            tamper(companion, objects);
        }
        soundCopies.putAll(sound);
        at.publish(MeshNode.COPIED_CHAINS, List.of(companion.toString()));
        at.publish(MeshNode.COPY, copies);
    }

    private void tamper(ObjectNode companion, ArrayNode objects) {
        companion.put("id", "x-tidings-provenance--" + Writer.uuid(random));
        for (int i = 0; i < objects.size(); i++) {
            ObjectNode object = (ObjectNode) objects.get(i);
            ArrayNode links = (ArrayNode) object.path("links");
            switch (random.nextInt(4)) {
                case 0 -> links.removeAll(); // stripped
                case 1 ->
                    object.set(
                            "links",
                            objects.get((i + 1) % objects.size()).path("links").deepCopy());
                case 2 ->
                    object.put(
                            "sha256",
                            objects.get(random.nextInt(objects.size()))
                                    .path("sha256")
                                    .asText());
                default -> {
                    if (!links.isEmpty()) {
                        links.remove(0); // in another's name from here on
                    }
                }
            }
        }
        if (random.nextBoolean() && companion.path("seals").size() > 1) {
            ((ArrayNode) companion.path("seals"))
                    .insert(
                            0,
                            companion.path("seals").get(companion.path("seals").size() - 1));
        }
    }
}
