package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A list with at least one item (STIX 2.1 §2.12). */
record ListCheck(ValueCheck item) implements ValueCheck {
    @Override
    public void check(Pass pass, JsonToken token) throws IOException {
        walk(pass, token, false);
    }

    /** Checks the list and returns its strings, as many as are kept. */
    List<String> checkAndKeep(Pass pass, JsonToken token) throws IOException {
        return walk(pass, token, true);
    }

    private List<String> walk(Pass pass, JsonToken token, boolean keep) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            pass.wrongType(token, Rule.S_064, "a list in square brackets");
            return List.of();
        }
        List<String> kept = keep ? new ArrayList<>() : List.of();
        int index = 0;
        for (JsonToken next = pass.parser.nextToken(); next != JsonToken.END_ARRAY; next = pass.parser.nextToken()) {
            pass.path.enter(index++);
            item.check(pass, next);
            if (keep && next == JsonToken.VALUE_STRING && kept.size() < Pass.MOST_KEPT) {
                kept.add(pass.text());
            }
            pass.path.leave();
        }
        if (index == 0) {
            pass.error(Rule.S_064, "is an empty list", "leave the property out, or give at least one item");
        }
        return kept;
    }
}
