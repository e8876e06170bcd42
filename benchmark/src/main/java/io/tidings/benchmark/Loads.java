package io.tidings.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The kinds of load, each against any server that answers as TAXII does. */
final class Loads {
    private final Report report;
    private final int objectBytes;
    private final int connections;

    Loads(Report report, int objectBytes, int connections) {
        this.report = report;
        this.objectBytes = objectBytes;
        this.connections = connections;
    }

    /** How a driver gets a connection of its own. */
    interface Door {
        Connection connect() throws IOException;
    }

    /** Posts {@code objects} in envelopes of {@code batch}, each connection waiting for its answer. */
    void post(Door door, String path, long objects, int batch) throws Exception {
        long each = objects / connections / batch;
        together(() -> {
            var envelopes = new Envelopes(new Random(), objectBytes, batch);
            try (Connection connection = door.connect()) {
                for (long i = 0; i < each; i++) {
                    byte[] envelope = envelopes.next();
                    connection.post(path, envelope, envelope.length).expect(202);
                    if (!connection.text().contains("\"failure_count\":0")
                            && connection.text().contains("failure_count")) {
                        throw new IOException("not everything was taken: " + connection.text());
                    }
                }
            }
            return null;
        });
    }

    /** Reads a collection from its beginning to its end; gives the number of objects. */
    long pull(Door door, String path, int limit, long most) throws IOException {
        long objects = 0;
        try (Connection connection = door.connect()) {
            String from = path + "?limit=" + limit;
            connection.get(from).expect(200);
            Page page = Page.of(connection.body(), connection.length());
            objects += page.objects;
            while (page.more && objects < most) {
                connection.get(from + "&next=" + page.next).expect(200);
                page = Page.of(connection.body(), connection.length());
                objects += page.objects;
            }
        }
        return objects;
    }

    /** Asks for the same {@code times} over. */
    Times ask(Door door, String path, int times) throws IOException {
        var durations = new Times();
        try (Connection connection = door.connect()) {
            for (int i = 0; i < times; i++) {
                long from = System.nanoTime();
                connection.get(path).expect(200);
                durations.add(System.nanoTime() - from);
            }
        }
        return durations;
    }

    private void together(Callable<Void> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(work));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } finally {
            threads.shutdownNow();
        }
    }

    Report report() {
        return report;
    }
}
