package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Checks values of one type. Immutable: one instance serves all objects and threads. */
interface ValueCheck {
    /** Checks the value that {@code token} begins; leaves the parser at its last token. */
    void check(Pass pass, JsonToken token) throws IOException;
}
