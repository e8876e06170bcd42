package io.tidings.taxii.client.submit;

import io.tidings.stix.object.StixObject;
import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.http.Requests;
import io.tidings.taxii.client.status.GetStatus;
import io.tidings.taxii.client.status.StatusResource;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Adds objects to a collection, as the bytes they are, in envelopes of a size that the server takes (TAXII 2.1 §5.5).
 *
 * <p>Doing it again is safe: an exact duplicate is no error (T-143). For that reason a POST is repeated like a GET.
 */
public final class AddObjects {
    private static final byte[] OPEN = "{\"objects\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CLOSE = "]}".getBytes(StandardCharsets.UTF_8);
    private static final int FRAME = OPEN.length + CLOSE.length;
    private static final int TOO_LARGE = 413;

    private final Requests requests;
    private final GetStatus statuses;

    public AddObjects(Requests requests) {
        this.requests = requests;
        this.statuses = new GetStatus(requests);
    }

    /**
     * Sends all of {@code objects}; each one is accounted for exactly once in {@code results}, envelope by envelope,
     * after its status is complete or patience is over.
     *
     * @throws IOException if an envelope could not be sent; what {@code results} was told before stands
     */
    public void add(
            CollectionUrl collection, Iterator<StixObject> objects, SubmitOptions options, Consumer<Submitted> results)
            throws IOException {
        Batch batch = new Batch(options);
        while (objects.hasNext()) {
            StixObject object = objects.next();
            if (object.bytes().length() + (long) FRAME > options.maxEnvelopeBytes()) {
                results.accept(new Submitted(List.of(object), Optional.empty()));
                continue;
            }
            if (!batch.hasRoomFor(object)) {
                send(collection, batch.take(), options, results);
            }
            batch.add(object);
        }
        if (!batch.objects.isEmpty()) {
            send(collection, batch.take(), options, results);
        }
    }

    private void send(
            CollectionUrl collection, List<StixObject> objects, SubmitOptions options, Consumer<Submitted> results)
            throws IOException {
        StatusResource first;
        try {
            first = StatusResource.of(requests.post(collection.objects(), envelope(objects)));
        } catch (RefusedException refused) {
            if (refused.status() != TOO_LARGE) {
                throw refused;
            }
            divide(collection, objects, options, results);
            return;
        }
        StatusResource last = statuses.await(collection.root(), first, options.patience());
        results.accept(new Submitted(objects, Optional.of(last)));
    }

    // The server takes less than it says, or something in front of it does: halve until it fits.
    private void divide(
            CollectionUrl collection, List<StixObject> objects, SubmitOptions options, Consumer<Submitted> results)
            throws IOException {
        if (objects.size() == 1) {
            results.accept(new Submitted(objects, Optional.empty()));
            return;
        }
        int half = objects.size() / 2;
        send(collection, objects.subList(0, half), options, results);
        send(collection, objects.subList(half, objects.size()), options, results);
    }

    private static byte[] envelope(List<StixObject> objects) throws IOException {
        int size = FRAME + objects.size();
        for (StixObject object : objects) {
            size += object.bytes().length();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(size);
        body.write(OPEN);
        for (int i = 0; i < objects.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            objects.get(i).bytes().writeTo(body);
        }
        body.write(CLOSE);
        return body.toByteArray();
    }

    /** Objects for the next envelope. */
    private static final class Batch {
        private final SubmitOptions options;
        private List<StixObject> objects = new ArrayList<>();
        private long bytes = FRAME;

        Batch(SubmitOptions options) {
            this.options = options;
        }

        boolean hasRoomFor(StixObject object) {
            return objects.size() < options.maxObjects()
                    && bytes + object.bytes().length() + 1 <= options.maxEnvelopeBytes();
        }

        void add(StixObject object) {
            objects.add(object);
            bytes += object.bytes().length() + 1L;
        }

        List<StixObject> take() {
            List<StixObject> taken = objects;
            objects = new ArrayList<>();
            bytes = FRAME;
            return taken;
        }
    }
}
