package io.tidings.taxii.server.objects;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.taxii.server.backend.ObjectsPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The envelope resource (TAXII 2.1 §3.7) around objects that are sent as they are stored. */
record Envelope(ObjectsPage page, Optional<String> next) {
    private static final ByteSlice EMPTY = ByteSlice.ofText("{}");
    private static final ByteSlice EMPTY_LIST = ByteSlice.ofText("{\"objects\":[]}");
    private static final ByteSlice COMMA = ByteSlice.ofText(",");
    private static final ByteSlice END = ByteSlice.ofText("]}");

    /** @param listWhenEmpty see {@link io.tidings.taxii.server.backend.Requester#needsEmptyObjectsList} */
    List<ByteSlice> pieces(boolean listWhenEmpty) {
        if (page.count() == 0) {
            // "more" is never true here: a client that sees no objects stops, or asks the same for ever (contract 5).
            return List.of(listWhenEmpty ? EMPTY_LIST : EMPTY);
        }
        List<ByteSlice> pieces = new ArrayList<>(2 * page.runs().size() + 1);
        pieces.add(ByteSlice.ofText(beginning()));
        for (ByteSlice run : page.runs()) {
            if (pieces.size() > 1) {
                pieces.add(COMMA);
            }
            pieces.add(run);
        }
        pieces.add(END);
        return pieces;
    }

    private String beginning() {
        // A cursor is base64url: nothing in it has to be escaped.
        String cursor = next.map(text -> ",\"next\":\"" + text + '"').orElse("");
        return "{\"more\":" + page.end().more() + cursor + ",\"objects\":[";
    }
}
