package io.tidings.node.mesh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** What one member writes: objects, later versions of them, and revocations, with random markings and labels. */
public final class Writer {
    private static final UUID OBSERVABLES = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7"); // STIX 2.1 §2.9
    private static final int ADDRESSES = 40;

    private final Member member;
    private final Random random;
    private final Instant begin;
    private final List<Item> last = new ArrayList<>(); // the newest version of each object

    /** @param begin about now */
    public Writer(Member member, Random random, Instant begin) {
        this.member = member;
        this.random = random;
        this.begin = begin.truncatedTo(ChronoUnit.SECONDS);
    }

    /** New objects, and new versions of those written before. */
    public List<Item> write(int count) {
        List<Item> written = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            written.add(next());
        }
        return written;
    }

    private Item next() {
        int dice = random.nextInt(10);
        if (dice == 0) {
            return address();
        }
        // What is not sealed is bound to whoever brought it first (I-6), so its way on would be a matter of chance.
        if (dice < 4 && member.seals() && !last.isEmpty()) {
            int at = random.nextInt(last.size());
            Item older = last.get(at);
            Item newer = later(older, member.creator(), Duration.ofSeconds(1 + random.nextInt(1000)), dice == 1);
            last.set(at, newer);
            return newer;
        }
        Instant when =
                begin.minus(Duration.ofDays(random.nextInt(6) == 0 ? 150 : 50)).plusSeconds(random.nextInt(100_000));
        Item item = object(
                (random.nextInt(3) == 0 ? "malware--" : "indicator--") + uuid(random),
                member.creator(),
                when,
                when,
                false,
                level(),
                random.nextInt(3) == 0 ? Set.of("banking", "phishing") : Set.of());
        last.add(item);
        return item;
    }

    /** A later version of {@code older}, or an earlier one, written in the name of {@code creator}. */
    public Item later(Item older, String creator, Duration by, boolean revoked) {
        Instant changed = older.changed().orElseThrow().plus(by);
        Instant created = created(older).isAfter(changed) ? changed : created(older);
        return object(older.id(), creator, created, changed, revoked, older.level(), older.labels());
    }

    /** A new object in the name of another. */
    public Item invented(String creator) {
        Instant when = begin.minus(Duration.ofDays(30)).plusSeconds(random.nextInt(100_000));
        return object("indicator--" + uuid(random), creator, when, when, false, level(), Set.of());
    }

    /** As {@code original}, with other content. */
    public Item otherwise(Item original) {
        Item changed = object(
                original.id(),
                original.creator().orElseThrow(),
                created(original),
                original.changed().orElseThrow(),
                false,
                original.level(),
                original.labels());
        return changed.json().equals(original.json()) ? otherwise(original) : changed;
    }

    private static Instant created(Item item) {
        int at = item.json().indexOf("\"created\": \"") + "\"created\": \"".length();
        return Instant.parse(item.json().substring(at, item.json().indexOf('"', at)));
    }

    private Optional<Level> level() {
        int dice = random.nextInt(12);
        return dice == 0
                ? Optional.empty()
                : Optional.of(Level.values()[Math.min(Level.values().length - 1, dice % 6 == 5 ? 1 : dice % 6)]);
    }

    private Item object(
            String id,
            String creator,
            Instant created,
            Instant changed,
            boolean revoked,
            Optional<Level> level,
            Set<String> labels) {
        String type = id.substring(0, id.indexOf("--"));
        var json = new StringBuilder("{\"type\": \"" + type + "\", \"spec_version\": \"2.1\", \"id\": \"" + id + "\", ")
                .append("\"created_by_ref\": \"" + creator + "\", \"created\": \"" + text(created) + "\", ")
                .append("\"modified\": \"" + text(changed) + "\"");
        if (revoked) {
            json.append(", \"revoked\": true");
        }
        if (!labels.isEmpty()) {
            json.append(new TreeSet<>(labels)
                    .stream()
                            .map(label -> '"' + label + '"')
                            .collect(Collectors.joining(", ", ", \"labels\": [", "]")));
        }
        level.ifPresent(it -> json.append(", \"object_marking_refs\": [\"")
                .append(it.definitions().get(random.nextInt(it.definitions().size())))
                .append("\"]"));
        if (type.equals("malware")) {
            json.append(", \"name\": \"malware " + random.nextInt(1_000_000) + "\", \"is_family\": false");
        } else {
            json.append(", \"pattern\": \"[ipv4-addr:value = '198.51.100." + random.nextInt(256) + "']\"")
                    .append(", \"pattern_type\": \"stix\", \"valid_from\": \"" + text(created) + "\"");
        }
        json.append(", \"x_score\": 1.0, \"x_big\": " + random.nextInt(1000) + "e3}");
        return new Item(
                type, id, text(changed), Optional.of(changed), Optional.of(creator), level, labels, json.toString());
    }

    /** One of a few that several members write alike. */
    private Item address() {
        String value = "203.0.113." + random.nextInt(ADDRESSES);
        String id = "ipv4-addr--" + version5("{\"value\":\"" + value + "\"}");
        String json = "{\"type\": \"ipv4-addr\", \"spec_version\": \"2.1\", \"id\": \"" + id + "\", \"value\": \""
                + value + "\"}";
        return new Item("ipv4-addr", id, "", Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), json);
    }

    private static String text(Instant time) {
        return time.toString().replace("Z", ".000Z");
    }

    public static String uuid(Random random) {
        long most = random.nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000L;
        long least = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(most, least).toString();
    }

    private static UUID version5(String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(OBSERVABLES.getMostSignificantBits())
                    .putLong(OBSERVABLES.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x5000L,
                    hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
