package io.tidings.node.contentpackage.format;

import io.tidings.node.seal.ChainAssembly.Place;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The signed provenance of one page of objects as a package has it: each seal once, and for each object its digest and its
 * places in them, in so few bytes that packing them tighter is not worth the time. Only the form; whether it holds is for the
 * seals to say.
 *
 * @param objects one for each object of the page, in their order
 */
public record PageChains(List<SealText> seals, List<Way> objects) {
    /** Objects that a page with provenance may have. */
    public static final int MOST_OBJECTS = 1 << 16;

    static final int MOST_SEALS = 1 << 16;
    static final int MOST_BYTES = 32 << 20;
    static final int DIGEST = 32;
    static final int SALT = 16;
    static final int PLACE = 2 + 2 + SALT;
    static final int LONGEST = 32;

    /** @param nodes of its tree, in the order of climbing, 32 bytes each */
    public record SealText(String jws, List<byte[]> nodes) {
        public SealText {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * Of one object.
     *
     * @param digest SHA-256 of its canonical form
     * @param places one a link, in the order of the way; none where there is no provenance
     */
    public record Way(byte[] digest, List<Place> places) {
        /** Of an object that has none. */
        public static final Way NONE = new Way(new byte[0], List.of());

        public Way {
            places = List.copyOf(places);
        }
    }

    /** @throws IllegalArgumentException if there is more than a package can hold of it */
    public PageChains {
        seals = List.copyOf(seals);
        objects = List.copyOf(objects);
        if (seals.size() > MOST_SEALS || objects.size() > MOST_OBJECTS) {
            throw new IllegalArgumentException(
                    "provenance of more than " + MOST_OBJECTS + " objects, or with more than " + MOST_SEALS + " seals");
        }
    }

    /** As a member of a package. */
    byte[] text() {
        byte[] ways = Base64.getUrlEncoder().withoutPadding().encode(ways());
        var out = new ByteArrayOutputStream(ways.length + seals.size() * 1_024 + 64);
        ascii(out, "{\"seals\":[");
        String comma = "";
        for (SealText seal : seals) {
            ascii(out, comma + "{\"jws\":\"" + seal.jws() + '"');
            if (!seal.nodes().isEmpty()) {
                ascii(out, ",\"nodes\":\"" + nodes(seal) + '"');
            }
            ascii(out, "}");
            comma = ",";
        }
        ascii(out, "],\"chains\":\"");
        out.writeBytes(ways);
        ascii(out, "\"}\n");
        return out.toByteArray();
    }

    private static String nodes(SealText seal) {
        ByteBuffer all = ByteBuffer.allocate(seal.nodes().size() * DIGEST);
        seal.nodes().forEach(all::put);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
    }

    private byte[] ways() {
        int length = 0;
        for (Way way : objects) {
            length += 1 + (way.places().isEmpty() ? 0 : DIGEST + way.places().size() * PLACE);
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        for (Way way : objects) {
            List<Place> places = way.places();
            out.put((byte) places.size());
            if (!places.isEmpty()) {
                out.put(way.digest());
            }
            for (int i = 0; i < places.size(); i++) {
                Place place = places.get(i);
                out.putShort((short) place.seal())
                        .putShort((short) place.place())
                        .put(place.salt());
            }
        }
        return out.array();
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
