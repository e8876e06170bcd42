package io.tidings.stix.content;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** The tokens of one element at a time, watched for repeated names and for what goes beyond the bounds. */
interface Tokens {
    /** However the bounds are set, nothing goes deeper. */
    int DEEPEST = 10_000;

    /** Of one element; more would make the watch for repeated names costly. */
    int MOST_NAMES = 200_000;

    /** However the bounds are set, no string that is wanted, name or number is longer, in characters. */
    int LONGEST_STRING = 16 << 20;

    int LONGEST_NAME = 1 << 16;
    int LONGEST_NUMBER = 1 << 16;

    /** Begins a further element at {@code first}, its first token: no name seen, no fault, depth counted from it. */
    void begin(JsonToken first) throws IOException;

    /** The next token; the caller knows that there must be one. */
    JsonToken next() throws IOException;

    /** Passes over the rest of the value that {@code token} begins. */
    void skip(JsonToken token) throws IOException;

    String name() throws IOException;

    /** The text of a string or number. */
    String text() throws IOException;

    /** Reads a string to its end, where its value is not wanted but the place behind it is. */
    void finish() throws IOException;

    /** Of all elements of this text. */
    SharedIds ids();

    /** Why the element goes beyond a bound, in words for the sender; empty if it does not. */
    Optional<String> fault();
}
