package io.tidings.node.metrics;

import io.tidings.node.metrics.Probe.Finding;
import io.tidings.node.store.Store;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What must hold for the node to live, and to be ready. */
final class Probes {
    private static final String AREA = "health";
    private static final String KEY = "probe";
    private static final Duration SOON = Duration.ofDays(14);
    private static final int CONNECT_MILLIS = 2_000;
    private static final long WRITE_SECONDS = 3;

    private final Watched node;

    Probes(Watched node) {
        this.node = node;
    }

    /** Without these a restart is what helps. */
    List<Probe> ofLife() {
        return List.of(new Probe("store", this::storeAnswers));
    }

    /** Without these no requests should be sent here. */
    List<Probe> ofReadiness() {
        List<Probe> probes = new ArrayList<>();
        node.servers().forEach(server -> probes.add(new Probe(server.name() + "-listener", () -> listens(server))));
        probes.add(new Probe("store", this::storeWrites));
        probes.add(new Probe("disk", this::diskHasRoom));
        probes.add(new Probe("agreements", this::agreementsHold));
        probes.add(new Probe("certificate", this::certificateIsValid));
        return probes;
    }

    private Finding storeAnswers() {
        node.store().state(AREA, KEY);
        return Finding.pass("answers");
    }

    private Finding storeWrites() throws Exception {
        Store store = node.store();
        store.putState(AREA, KEY, node.clock().instant().toString()).get(WRITE_SECONDS, TimeUnit.SECONDS);
        return Finding.pass("takes writes and has them on disk");
    }

    private Finding diskHasRoom() {
        long free = node.disk().freeBytes();
        long floor = node.disk().floorBytes();
        String found = mebibytes(free) + " free under " + node.disk().directory();
        return free >= floor
                ? Finding.pass(found)
                : Finding.fail(found + ", less than the floor of " + mebibytes(floor)
                        + ", so nothing is taken in; make room, or lower limits.disk-floor");
    }

    private Finding agreementsHold() {
        int mistakes = node.agreements().mistakes();
        String found = node.agreements().current().peers().size() + " peers, "
                + node.agreements().current().clients().size() + " clients";
        return mistakes == 0
                ? Finding.pass(found)
                : Finding.warn(found + "; " + mistakes
                        + " mistakes in the files keep changes from taking effect, see: tidings config check");
    }

    private Finding certificateIsValid() {
        Instant now = node.clock().instant();
        Instant from = node.identity().certificate().getNotBefore().toInstant();
        Instant until = node.identity().certificate().getNotAfter().toInstant();
        if (now.isBefore(from)) {
            return Finding.fail("valid only from " + from + "; look at this machine's clock");
        }
        if (now.isAfter(until)) {
            return Finding.fail("expired at " + until + "; renew it");
        }
        return now.isAfter(until.minus(SOON))
                ? Finding.warn("valid until " + until + "; renew it soon")
                : Finding.pass("valid until " + until);
    }

    private static Finding listens(MeteredServer server) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(reachable(server.bind()), server.port()), CONNECT_MILLIS);
            return Finding.pass("listens on " + server.bind() + " port " + server.port());
        }
    }

    private static String reachable(String bind) {
        return switch (bind) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            default -> bind;
        };
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
