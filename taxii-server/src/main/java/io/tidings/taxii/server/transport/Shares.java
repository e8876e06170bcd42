package io.tidings.taxii.server.transport;

import java.util.HashMap;
import java.util.Map;

/**
 * A number of bytes that many share, so that nobody can have all of it: whoever asks gets more only while no less than
 * what it then has stays free for others. So one alone has up to a half, two up to a third each, and however many hold
 * on to theirs, a newcomer finds something. Thread-safe.
 */
final class Shares {
    private final long total;
    private final Map<String, Long> held = new HashMap<>(); // guarded by this; nobody with nothing is in it
    private long used; // guarded by this

    Shares(long total) {
        this.total = total;
    }

    /** Takes {@code bytes} for {@code owner} if they are there for it; if nothing is taken at all, any number. */
    synchronized boolean take(String owner, long bytes) {
        long own = held.getOrDefault(owner, 0L) + bytes;
        if (used > 0 && own > total - used - bytes) {
            return false;
        }
        used += bytes;
        held.put(owner, own);
        return true;
    }

    synchronized void giveBack(String owner, long bytes) {
        used -= bytes;
        long left = held.getOrDefault(owner, 0L) - bytes;
        if (left > 0) {
            held.put(owner, left);
        } else {
            held.remove(owner);
        }
    }

    synchronized long used() {
        return used;
    }
}
