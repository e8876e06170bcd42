package io.tidings.benchmark;

import java.nio.charset.StandardCharsets;

/** Reads of an envelope what a poller must: how many objects, whether there is more, and where to go on. */
final class Page {
    private static final byte[] NEXT = "\"next\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MORE = "\"more\":true".getBytes(StandardCharsets.US_ASCII);

    final int objects;
    final boolean more;
    final String next;

    private Page(int objects, boolean more, String next) {
        this.objects = objects;
        this.more = more;
        this.next = next;
    }

    /** Goes over every byte, as a client that wants the objects must. */
    static Page of(byte[] body, int length) {
        int depth = 0;
        int objects = 0;
        boolean more = false;
        String next = "";
        for (int i = 0; i < length; i++) {
            switch (body[i]) {
                case '"' -> {
                    if (depth == 1 && starts(body, i, length, NEXT)) {
                        int from = i + NEXT.length;
                        int to = from;
                        while (body[to] != '"') {
                            to++;
                        }
                        next = new String(body, from, to - from, StandardCharsets.US_ASCII);
                    } else if (depth == 1 && starts(body, i, length, MORE)) {
                        more = true;
                    }
                    for (i++; body[i] != '"'; i++) {
                        if (body[i] == '\\') {
                            i++;
                        }
                    }
                }
                case '{' -> {
                    depth++;
                    if (depth == 2) {
                        objects++;
                    }
                }
                case '}' -> depth--;
                default -> {}
            }
        }
        return new Page(objects, more, next);
    }

    private static boolean starts(byte[] body, int at, int length, byte[] text) {
        if (length - at < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (body[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
