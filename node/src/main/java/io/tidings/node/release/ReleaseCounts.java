package io.tidings.node.release;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What went out since the start, as plain numbers for whoever shows them. Safe from any thread; told once a page. */
public final class ReleaseCounts {
    private final Map<String, OfChannel> channels = new ConcurrentHashMap<>();

    /**
     * What one channel gave.
     *
     * @param pages empty ones too
     * @param bytes of the objects on pages, also where a channel only describes them
     * @param nanos from the decision who may have what until the ledger's row was durable
     */
    public record Channel(long pages, long objects, long bytes, long nanos) {
        Channel plus(Channel more) {
            return new Channel(pages + more.pages, objects + more.objects, bytes + more.bytes, nanos + more.nanos);
        }
    }

    private static final class OfChannel {
        private Channel sum = new Channel(0, 0, 0, 0); // guarded by this

        synchronized void add(Channel page) {
            sum = sum.plus(page);
        }

        synchronized Channel sum() {
            return sum;
        }
    }

    void add(String channel, Channel page) {
        channels.computeIfAbsent(channel, name -> new OfChannel()).add(page);
    }

    /** By channel, as in the ledger: {@code taxii}, {@code taxii-manifest}, {@code taxii-versions} and so on. */
    public Map<String, Channel> channels() {
        Map<String, Channel> now = new TreeMap<>();
        channels.forEach((name, channel) -> now.put(name, channel.sum()));
        return now;
    }
}
