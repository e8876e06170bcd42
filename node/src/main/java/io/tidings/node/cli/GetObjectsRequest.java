package io.tidings.node.cli;

import io.tidings.node.operations.Operations.Progress;
import io.tidings.stix.object.StixObject;
import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.follow.Batch;
import io.tidings.taxii.client.follow.Cursor;
import io.tidings.taxii.client.follow.FollowOptions;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.time.TaxiiTimestamp;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Which objects {@code get} is to fetch, and where to.
 *
 * @param match values by field; several of one field are separated by commas
 * @param limit of objects; absent means all
 * @param out a file; absent means standard output
 */
record GetObjectsRequest(
        String collection,
        Optional<Instant> addedAfter,
        Map<String, String> match,
        Optional<Long> limit,
        Optional<Path> out) {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LARGEST_PAGE = 10_000;

    GetObjectsRequest {
        match = Map.copyOf(match);
        if (limit.filter(most -> most < 1).isPresent()) {
            throw new CommandFailure(ExitCode.MISTAKE, "--limit: at least 1");
        }
    }

    static Optional<Instant> time(Optional<String> text) {
        return text.map(t -> TaxiiTimestamp.parse(t)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.MISTAKE, "--added-after: '" + t + "' is not a time such as 2026-01-31T00:00:00Z")));
    }

    void run(TaxiiClient client, ServerDirectory server, Terminal terminal) throws IOException {
        CollectionUrl from = server.find(collection);
        if (out.isEmpty()) {
            write(client, from, terminal, terminal.out());
            return;
        }
        Path file = out.get().toAbsolutePath();
        Path draft = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".part");
        try {
            try (OutputStream into = Files.newOutputStream(draft)) {
                write(client, from, terminal, into);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void write(TaxiiClient client, CollectionUrl from, Terminal terminal, OutputStream target)
            throws IOException {
        Cursor start = addedAfter.map(Cursor::after).orElse(Cursor.start());
        OutputStream buffered = new BufferedOutputStream(target, BUFFER_BYTES);
        var envelope = new Envelope(buffered, limit.orElse(Long.MAX_VALUE));
        try (Terminal.ProgressDisplay progress = terminal.progress("get")) {
            client.follower(from, query(), FollowOptions.standard()).follow(start, (batch, after) -> {
                envelope.add(batch);
                progress.accept(new Progress(from.id(), envelope.written));
                if (envelope.isFull()) {
                    throw new Enough();
                }
            });
        } catch (Enough enough) {
            // as many as were asked for
        } catch (UncheckedIOException e) {
            throw new IOException("cannot write what was received: " + e.getMessage(), e);
        }
        envelope.end();
        if (envelope.faulty > 0) {
            terminal.note(envelope.faulty + " elements were no STIX objects and were left out");
        }
    }

    private ObjectsQuery query() {
        ObjectsQuery query = ObjectsQuery.latest();
        try {
            for (Map.Entry<String, String> each : match.entrySet()) {
                query = query.with(each.getKey(), Arrays.asList(each.getValue().split(",", -1)));
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.MISTAKE, "--match: " + e.getMessage(), e);
        }
        return limit.isPresent() ? query.withLimit((int) Math.min(LARGEST_PAGE, limit.get())) : query;
    }

    /** Ends a follow in its midst. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** {@code {"objects":[…]}}, written object by object as the bytes received (I-1). */
    private static final class Envelope {
        private final OutputStream target;
        private final long most;
        private long written;
        private long faulty;

        Envelope(OutputStream target, long most) throws IOException {
            this.target = target;
            this.most = most;
            target.write("{\"objects\":[".getBytes(StandardCharsets.US_ASCII));
        }

        void add(Batch batch) {
            faulty += batch.faulty().size();
            try {
                for (StixObject object : batch.objects()) {
                    if (isFull()) {
                        return;
                    }
                    target.write((written == 0 ? "\n" : ",\n").getBytes(StandardCharsets.US_ASCII));
                    object.bytes().writeTo(target);
                    written++;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean isFull() {
            return written >= most;
        }

        void end() throws IOException {
            target.write("\n]}\n".getBytes(StandardCharsets.US_ASCII));
            target.flush();
        }
    }
}
