package io.tidings.node.contentpackage;

import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.PackageContent;
import io.tidings.node.contentpackage.format.PackageFaultException;
import io.tidings.node.contentpackage.format.PageChains;
import io.tidings.node.intake.ChainSource;
import io.tidings.node.seal.ChainAssembly.Assembled;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.marking.TlpDefinitions;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The objects of a package that was checked, in batches, read ahead on a thread of its own while those before are judged and
 * stored. Memory: a page or two and a few batches. {@link #next} and {@link #close} are for one thread.
 */
final class BatchFeed implements Closeable {
    private static final int BATCH_OBJECTS = 1_000;
    private static final int BATCH_BYTES = 1 << 20;
    private static final int AHEAD = 2;
    private static final Item END = new Item(Optional.empty(), Optional.empty());

    private final Checked checked;
    private final ContentBounds bounds;
    private final long behind;
    private final BlockingQueue<Item> ready = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader = new Thread(this::read, "package-reader");

    /**
     * Some objects of one page.
     *
     * @param page its number, from 1; 0 for the marking definitions beside the pages
     * @param last whether none of the page follows
     */
    record Batch(int page, List<Element> elements, ChainSource provenance, boolean last) {
        Batch {
            elements = List.copyOf(elements);
        }
    }

    /** What the reader hands over; neither of the two at the end. */
    private record Item(Optional<Batch> batch, Optional<Throwable> failure) {}

    private BatchFeed(Checked checked, ContentBounds bounds, long behind) {
        this.checked = checked;
        this.bounds = bounds;
        this.behind = behind;
    }

    /** @param behind the page behind which it begins; 0 for all */
    static BatchFeed of(Checked checked, ContentBounds bounds, long behind) {
        var feed = new BatchFeed(checked, bounds, behind);
        feed.reader.setDaemon(true);
        feed.reader.start();
        return feed;
    }

    /** The next batch, or empty after the last; waits for it. */
    Optional<Batch> next() throws IOException, PackageFaultException {
        Item item;
        try {
            item = ready.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while taking a package in", interrupted);
        }
        if (item.failure().isPresent()) {
            rethrow(item.failure().get());
        }
        return item.batch();
    }

    private static void rethrow(Throwable failure) throws IOException, PackageFaultException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof PackageFaultException fault) {
            throw fault;
        }
        throw new IllegalStateException("a package that was checked cannot be read any more: " + failure, failure);
    }

    private void read() {
        try {
            try {
                readAll();
                ready.put(END);
            } catch (IOException | PackageFaultException | RuntimeException | Error failed) {
                ready.put(new Item(Optional.empty(), Optional.of(failed))); // else who waits would wait for ever
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAll() throws IOException, PackageFaultException, InterruptedException {
        try (PackageContent content = PackageContent.of(checked)) {
            if (behind == 0 && checked.markings().length > 0) {
                page(0, checked.markings(), Optional.empty());
            }
            for (Optional<PackageContent.Page> page = content.next(); page.isPresent(); page = content.next()) {
                if (page.get().number() > behind) {
                    page(page.get().number(), page.get().objects(), page.get().provenance());
                }
            }
        }
    }

    private void page(int number, byte[] envelope, Optional<PageChains> provenance)
            throws IOException, InterruptedException {
        Map<Integer, Assembled> chains =
                provenance.map(PageProvenance::assembled).orElse(Map.of());
        List<Element> batch = new ArrayList<>();
        PageProvenance about = new PageProvenance();
        int bytes = 0;
        int at = 0;
        try (ContentReader in = ContentReader.over(envelope, bounds)) {
            for (Optional<Element> each = in.next(); each.isPresent(); each = in.next()) {
                Optional<Assembled> chain = Optional.ofNullable(chains.get(at++));
                if (batch.size() >= BATCH_OBJECTS || bytes >= BATCH_BYTES) {
                    hand(new Batch(number, batch, about, false));
                    batch = new ArrayList<>();
                    about = new PageProvenance();
                    bytes = 0;
                }
                bytes += add(each.get(), chain, batch, about);
            }
        } catch (MalformedContentException impossible) {
            throw new IllegalStateException("an envelope that was checked cannot be read any more", impossible);
        }
        hand(new Batch(number, batch, about, true));
    }

    /** @return how many bytes were added */
    private static int add(Element element, Optional<Assembled> chain, List<Element> to, PageProvenance about) {
        if (!(element instanceof Element.Sound sound)) {
            to.add(element);
            return 1;
        }
        // The definitions of TLP come for those who do not know them; here nobody is to be the first who gave them.
        if (TlpDefinitions.definition(sound.object().id()).isPresent()) {
            return 0;
        }
        to.add(element);
        chain.ifPresent(each -> about.add(sound.object(), each));
        return sound.object().bytes().length();
    }

    private void hand(Batch batch) throws InterruptedException {
        ready.put(new Item(Optional.of(batch), Optional.empty()));
    }

    /** Returns when the thread has ended. */
    @Override
    public void close() {
        reader.interrupt();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
