package io.tidings.taxii.client.follow;

import io.tidings.stix.content.Element;
import io.tidings.stix.object.StixObject;
import io.tidings.taxii.client.objects.ElementSink;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers a page into batches, and hands one over early where the page is larger than a batch may be. */
final class BatchCollector implements ElementSink {
    private final FollowOptions options;
    private final BatchConsumer consumer;
    private final SeenWindow window = new SeenWindow();

    private final List<StixObject> objects = new ArrayList<>();
    private final List<Element.Faulty> faulty = new ArrayList<>();
    private final Set<SeenWindow.Key> keys = new LinkedHashSet<>();
    private long bytes;
    private Cursor cursor;

    private long newOnPage;
    private long repeatsOnPage;
    private long handedObjects;
    private long handedFaulty;
    private long repeats;

    /** @param begun the cursor of the first page's beginning */
    BatchCollector(FollowOptions options, BatchConsumer consumer, Cursor begun) {
        this.options = options;
        this.consumer = consumer;
        this.cursor = begun;
    }

    @Override
    public void begin() {
        clear();
        newOnPage = 0;
        repeatsOnPage = 0;
    }

    @Override
    public void accept(Element element) {
        long size = element instanceof Element.Sound sound
                ? sound.object().bytes().length()
                : ((Element.Faulty) element).bytes().length();
        boolean full = objects.size() + faulty.size() >= options.maxBatchObjects();
        if (full || bytes > 0 && bytes + size > options.maxBatchBytes()) {
            handOver(cursor);
        }
        if (element instanceof Element.Sound sound) {
            SeenWindow.Key key = SeenWindow.Key.of(sound.object());
            if (window.contains(key) || !keys.add(key)) {
                repeatsOnPage++;
                return;
            }
            objects.add(sound.object());
        } else {
            faulty.add((Element.Faulty) element);
        }
        bytes += size;
        newOnPage++;
    }

    /** How many elements of the page had not been seen before. */
    long newOnPage() {
        return newOnPage;
    }

    /** The page is whole: hands over what is left of it, with the cursor of its end, unless that changes nothing. */
    void finishPage(Cursor end) {
        repeats += repeatsOnPage;
        if (!objects.isEmpty() || !faulty.isEmpty() || !end.equals(cursor)) {
            handOver(end);
        }
    }

    /** The last cursor handed over, or the one begun from. */
    Cursor cursor() {
        return cursor;
    }

    FollowOutcome outcome(FollowOutcome.Ending ending, long pages, boolean undated) {
        return new FollowOutcome(ending, cursor, pages, handedObjects, repeats, handedFaulty, undated);
    }

    private void handOver(Cursor after) {
        consumer.accept(new Batch(objects, faulty), after);
        keys.forEach(window::add);
        handedObjects += objects.size();
        handedFaulty += faulty.size();
        cursor = after;
        clear();
    }

    private void clear() {
        objects.clear();
        faulty.clear();
        keys.clear();
        bytes = 0;
    }
}
