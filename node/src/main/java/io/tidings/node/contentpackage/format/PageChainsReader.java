package io.tidings.node.contentpackage.format;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tidings.node.contentpackage.format.PageChains.SealText;
import io.tidings.node.contentpackage.format.PageChains.Way;
import io.tidings.node.seal.ChainAssembly.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the provenance of a page from a stranger. For one text and one thread. */
final class PageChainsReader {
    private static final int LONGEST_SEAL = 8_192;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(LONGEST_SEAL) // chains and nodes are no strings for the parser, but bytes
                    .maxNameLength(1_000)
                    .maxNumberLength(100)
                    .build())
            .build();

    private final JsonParser in;
    private final List<SealText> seals = new ArrayList<>();
    private byte[] chains = new byte[0];

    private PageChainsReader(JsonParser in) {
        this.in = in;
    }

    /** @throws IllegalArgumentException if it has another form, or is larger than any program writes it */
    static PageChains read(byte[] json) {
        return parsed(json).chains();
    }

    /**
     * How many objects it is about; no more of it is kept in memory than there is in the text.
     *
     * @throws IllegalArgumentException as {@link #read}
     */
    static int count(byte[] json) {
        return parsed(json).count();
    }

    private static PageChainsReader parsed(byte[] json) {
        if (json.length > PageChains.MOST_BYTES) {
            throw new IllegalArgumentException("it is longer than " + PageChains.MOST_BYTES + " bytes");
        }
        try (JsonParser parser = JSON.createParser(json)) {
            var reader = new PageChainsReader(parser);
            reader.parse();
            return reader;
        } catch (IOException malformed) {
            throw new IllegalArgumentException(String.valueOf(malformed.getMessage()), malformed);
        }
    }

    private void parse() throws IOException {
        require(in.nextToken() == JsonToken.START_OBJECT);
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            switch (name) {
                case "seals" -> seals(value);
                case "chains" -> chains = bytes();
                default -> in.skipChildren();
            }
        }
        require(in.nextToken() == null);
    }

    private void seals(JsonToken begin) throws IOException {
        require(begin == JsonToken.START_ARRAY);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            require(in.currentToken() == JsonToken.START_OBJECT && seals.size() < PageChains.MOST_SEALS);
            seals.add(seal());
        }
    }

    private SealText seal() throws IOException {
        String jws = "";
        List<byte[]> nodes = List.of();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "jws" -> jws = text();
                case "nodes" -> nodes = nodes(bytes());
                default -> in.skipChildren();
            }
        }
        return new SealText(jws, nodes);
    }

    private static List<byte[]> nodes(byte[] joined) {
        require(joined.length % PageChains.DIGEST == 0);
        List<byte[]> nodes = new ArrayList<>(joined.length / PageChains.DIGEST);
        for (int at = 0; at < joined.length; at += PageChains.DIGEST) {
            nodes.add(Arrays.copyOfRange(joined, at, at + PageChains.DIGEST));
        }
        return nodes;
    }

    private String text() throws IOException {
        require(in.currentToken() == JsonToken.VALUE_STRING);
        return in.getText();
    }

    private byte[] bytes() throws IOException {
        require(in.currentToken() == JsonToken.VALUE_STRING);
        return in.getBinaryValue(Base64Variants.MODIFIED_FOR_URL);
    }

    private int count() {
        int count = 0;
        int at = 0;
        while (at < chains.length) {
            int links = chains[at] & 0xFF;
            at += 1 + (links == 0 ? 0 : PageChains.DIGEST + links * PageChains.PLACE);
            require(links <= PageChains.LONGEST && ++count <= PageChains.MOST_OBJECTS);
        }
        require(at == chains.length);
        return count;
    }

    private PageChains chains() {
        List<Way> ways = new ArrayList<>(count());
        ByteBuffer bytes = ByteBuffer.wrap(chains);
        while (bytes.hasRemaining()) {
            ways.add(way(bytes));
        }
        return new PageChains(seals, ways);
    }

    private static Way way(ByteBuffer in) {
        int links = Byte.toUnsignedInt(in.get());
        if (links == 0) {
            return Way.NONE;
        }
        byte[] digest = new byte[PageChains.DIGEST];
        in.get(digest);
        List<Place> places = new ArrayList<>(links);
        for (int i = 0; i < links; i++) {
            int seal = Short.toUnsignedInt(in.getShort());
            int place = Short.toUnsignedInt(in.getShort());
            byte[] salt = new byte[PageChains.SALT];
            in.get(salt);
            places.add(new Place(seal, place, salt));
        }
        return new Way(digest, places);
    }

    private static void require(boolean asExpected) {
        if (!asExpected) {
            throw new IllegalArgumentException("it has another form than docs/content-package.md says");
        }
    }
}
