package io.tidings.node.agreement;

import io.tidings.node.yaml.Mistake;
import io.tidings.node.yaml.MistakesException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agreements in force, following their files.
 *
 * <p>A change takes effect only when all files together are right; until then what held before holds on, with one
 * exception: whoever's file is gone has no access, whatever is wrong elsewhere. Safe from any thread.
 */
public final class Agreements implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agreements.class);

    private final AgreementFiles files;
    private final Supplier<Set<String>> collections;
    private final UnaryOperator<AgreementBook> served;
    private final List<Consumer<AgreementBook>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "agreements");
        thread.setDaemon(true);
        return thread;
    });
    private volatile AgreementBook current;
    private volatile int mistakes;
    private String seen; // guarded by this

    private Agreements(
            AgreementFiles files,
            Supplier<Set<String>> collections,
            UnaryOperator<AgreementBook> served,
            AgreementBook first,
            String seen) {
        this.served = served;
        this.files = files;
        this.collections = collections;
        this.current = first;
        this.seen = seen;
    }

    /**
     * Loads all files.
     *
     * @param peers directory of {@code NAME.yaml}; one that is missing counts as empty, likewise {@code clients}
     * @param collections names of this node's collections, asked at every load; unknown ones in grants are warned of
     * @throws MistakesException with everything that is wrong in any of them
     */
    public static Agreements open(Path peers, Path clients, Supplier<Set<String>> collections)
            throws IOException, MistakesException {
        return open(peers, clients, collections, UnaryOperator.identity());
    }

    /**
     * As above.
     *
     * @param served what of the files' agreements is in force; asked at every load
     */
    public static Agreements open(
            Path peers, Path clients, Supplier<Set<String>> collections, UnaryOperator<AgreementBook> served)
            throws IOException, MistakesException {
        var files = new AgreementFiles(peers, clients);
        String seen = files.state();
        AgreementFiles.Loaded loaded = files.load(collections.get());
        loaded.warnings().forEach(warning -> LOG.warn("{}", warning));
        AgreementBook book = loaded.book().orElse(null);
        if (book == null) {
            throw new MistakesException(loaded.mistakes());
        }
        return new Agreements(files, collections, served, served.apply(book), seen);
    }

    /** Checks the files and uses nothing, for {@code config check}. */
    public static Check check(Path peers, Path clients, Set<String> collections) throws IOException {
        AgreementFiles.Loaded loaded = new AgreementFiles(peers, clients).load(collections);
        return new Check(loaded.mistakes(), loaded.warnings());
    }

    /**
     * The agreements as their files have them now, for listing. Collections are not looked at.
     *
     * @throws MistakesException with everything that is wrong in any of them
     */
    public static AgreementBook read(Path peers, Path clients) throws IOException, MistakesException {
        AgreementFiles.Loaded loaded = new AgreementFiles(peers, clients).load(Set.of());
        AgreementBook book = loaded.book().orElse(null);
        if (book == null) {
            throw new MistakesException(loaded.mistakes());
        }
        return book;
    }

    /** What is in force now. A request keeps the book it began with. */
    public AgreementBook current() {
        return current;
    }

    /** How many mistakes keep the files from being taken up; 0 if what they say is in force. */
    public int mistakes() {
        return mistakes;
    }

    /** Calls {@code listener} with every new book after it took effect, on the thread that loaded it. */
    public void onChange(Consumer<AgreementBook> listener) {
        listeners.add(listener);
    }

    /** Looks at the files every {@code interval} and loads them when they changed, until {@link #close}. */
    public void watch(Duration interval) {
        long nanos = interval.toNanos();
        watcher.scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Loads the files now.
     *
     * @return what is wrong; while there are mistakes, no change but removals took effect
     * @throws IOException if the directories cannot be read; nothing changed
     */
    public synchronized Check reload() throws IOException {
        seen = files.state();
        AgreementFiles.Loaded loaded = files.load(collections.get());
        mistakes = loaded.mistakes().size();
        AgreementBook next = loaded.book().map(served).orElseGet(() -> files.withoutRemoved(current));
        loaded.warnings().forEach(warning -> LOG.warn("{}", warning));
        if (!loaded.mistakes().isEmpty()) {
            loaded.mistakes().forEach(mistake -> LOG.error("{}", mistake));
            LOG.error(
                    "agreements: {} mistakes, so changes wait until they are repaired",
                    loaded.mistakes().size());
        }
        if (!next.version().equals(current.version())) {
            current = next;
            LOG.info(
                    "agreements: {} peers, {} clients",
                    next.peers().size(),
                    next.clients().size());
            listeners.forEach(listener -> listener.accept(next));
        }
        return new Check(loaded.mistakes(), loaded.warnings());
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }

    // Must not throw: the executor would never call it again.
    private void look() {
        try {
            lookOnce();
        } catch (IOException | RuntimeException e) {
            LOG.error("agreements: cannot look for changes, those in force stay", e);
        }
    }

    private synchronized void lookOnce() throws IOException {
        if (!files.state().equals(seen)) {
            reload();
        }
    }

    /** @param warnings what is likely not meant but keeps nothing from being used */
    public record Check(List<Mistake> mistakes, List<Mistake> warnings) {
        public Check {
            mistakes = List.copyOf(mistakes);
            warnings = List.copyOf(warnings);
        }
    }
}
