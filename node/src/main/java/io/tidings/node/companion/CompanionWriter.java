package io.tidings.node.companion;

import io.tidings.node.seal.Chain;
import io.tidings.node.seal.Link;
import io.tidings.node.seal.SealPart;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** Writes the companion of a stretch of a collection: the chains of its entries, each seal once. For one thread. */
public final class CompanionWriter {
    /** Entries of one companion at most. */
    public static final int MOST_ENTRIES = CompanionForm.MOST_OBJECTS;

    private static final int ENOUGH_BYTES = 1 << 20;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final Map<SealPart, TreeSet<Integer>> places = new HashMap<>();
    private final List<SealPart> seals = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private long bytes;

    /** What is to be named of an entry. */
    public record Item(StixId id, String version, Chain chain) {}

    /**
     * A companion.
     *
     * @param at its {@code created}
     */
    public record Written(StixId id, String at, byte[] bytes) {}

    public void add(Item item) {
        items.add(item);
        bytes += 200;
        for (Link link : item.chain().links()) {
            if (!places.containsKey(link.part())) {
                places.put(link.part(), new TreeSet<>());
                seals.add(link.part());
                bytes += link.seal().jws().length() + 500L;
            }
            places.get(link.part()).add(link.place());
            bytes += 40;
        }
    }

    /** Whether another object would do better for what follows. */
    public boolean isFull() {
        return items.size() >= MOST_ENTRIES || bytes >= ENOUGH_BYTES;
    }

    /**
     * @param collection the one that it is about
     * @param lastAdded {@code date_added} of the last entry that it covers
     * @param level the strictest of the entries that it covers
     */
    public Written write(UUID collection, Instant lastAdded, Optional<Tlp> level) {
        StringBuilder content = new StringBuilder((int) Math.min(bytes, 2L * ENOUGH_BYTES) + 512);
        content.append("\"collection_id\":\"").append(collection).append('"');
        if (!items.isEmpty()) {
            seals(content);
            objects(content);
        }
        String at = lastAdded.truncatedTo(ChronoUnit.MILLIS).toString();
        StixId id = CompanionForm.IDS.of(CompanionForm.TYPE, at + " " + content);
        StringBuilder object = new StringBuilder(content.length() + 512)
                .append("{\"type\":\"")
                .append(CompanionForm.TYPE)
                .append("\",\"spec_version\":\"2.1\",\"id\":\"")
                .append(id.value())
                .append("\",\"created\":\"")
                .append(at)
                .append("\",\"modified\":\"")
                .append(at)
                .append("\",");
        level.ifPresent(tlp -> object.append("\"object_marking_refs\":[\"")
                .append(CompanionForm.marking(tlp))
                .append("\"],"));
        object.append("\"extensions\":{\"")
                .append(CompanionForm.EXTENSION)
                .append("\":{\"extension_type\":\"new-sdo\"}},")
                .append(content)
                .append('}');
        return new Written(id, at, object.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void seals(StringBuilder out) {
        out.append(",\"seals\":[");
        for (int i = 0; i < seals.size(); i++) {
            SealPart part = seals.get(i);
            out.append(i == 0 ? "" : ",")
                    .append("{\"jws\":\"")
                    .append(part.seal().jws())
                    .append('"');
            List<byte[]> nodes = part.nodesFor(places.getOrDefault(part, new TreeSet<>()));
            if (!nodes.isEmpty()) {
                out.append(",\"nodes\":[");
                for (int n = 0; n < nodes.size(); n++) {
                    out.append(n == 0 ? "\"" : ",\"").append(text(nodes.get(n))).append('"');
                }
                out.append(']');
            }
            out.append('}');
        }
        out.append(']');
    }

    private void objects(StringBuilder out) {
        Map<SealPart, Integer> numbers = new HashMap<>();
        for (int i = 0; i < seals.size(); i++) {
            numbers.put(seals.get(i), i);
        }
        out.append(",\"objects\":[");
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            out.append(i == 0 ? "" : ",")
                    .append("{\"ref\":\"")
                    .append(item.id().value())
                    .append("\",\"version\":\"")
                    .append(item.version())
                    .append("\",\"sha256\":\"")
                    .append(text(item.chain().object()))
                    .append("\",\"links\":[");
            String comma = "";
            for (Link link : item.chain().links()) {
                out.append(comma)
                        .append('[')
                        .append(numbers.get(link.part()))
                        .append(',')
                        .append(link.place())
                        .append(",\"")
                        .append(text(link.salt()))
                        .append("\"]");
                comma = ",";
            }
            out.append("]}");
        }
        out.append(']');
    }

    private static String text(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }
}
