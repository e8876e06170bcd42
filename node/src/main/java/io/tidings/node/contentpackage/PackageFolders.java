package io.tidings.node.contentpackage;

import io.tidings.node.config.PackageSettings.Inbox;
import io.tidings.node.config.PackageSettings.Outbox;
import io.tidings.node.contentpackage.format.Fault;
import io.tidings.node.contentpackage.format.Finding;
import io.tidings.node.identity.Pem;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.operations.PackageOrder;
import io.tidings.node.operations.Packaging;
import io.tidings.node.store.StoreBusyException;
import io.tidings.node.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watched folders, for transfer devices: takes what arrives in inboxes, puts packages into outboxes. One thread.
 *
 * <p>A file is looked at once it has kept size and time from one look to the next, so that one being copied is not taken for
 * broken. What was taken is removed, or kept in {@code taken}; what cannot be taken is moved to {@code failed}, with a report
 * beside it; what waits for a package before it, or for the sender's quota, stays until that has come or it expires.
 */
public final class PackageFolders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PackageFolders.class);
    private static final long TICK_MILLIS = 500;
    private static final long UNFINISHED_EVERY_SECONDS = 30;
    private static final int STOP_SECONDS = 30;
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);
    /** What waits for a time is looked at before it too: somebody may have changed the agreement. */
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final PackageDesk desk;
    private final Packaging calls;
    private final List<Inbox> inboxes;
    private final List<Outbox> outboxes;
    private final Clock clock;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "package-folders");
        thread.setDaemon(true);
        return thread;
    });
    // All below belongs to the thread.
    private final Map<Object, Instant> due = new HashMap<>();
    private final Map<Path, Seen> seen = new HashMap<>();
    private Instant unfinishedDue = Instant.EPOCH;
    private long takenSoFar;

    /**
     * @param takenBefore how many packages had been taken when it was found to wait for one; absent if it does not
     * @param notBefore when it is tried again, where the node could not take it; absent if it could
     */
    private record Seen(long bytes, FileTime time, Optional<Long> takenBefore, Optional<Instant> notBefore) {
        boolean isSame(Seen other) {
            return bytes == other.bytes && time.equals(other.time);
        }

        boolean isToRest(long takenSoFar, Instant now) {
            return takenBefore.filter(count -> count == takenSoFar).isPresent()
                    || notBefore.filter(now::isBefore).isPresent();
        }

        Seen waiting(long takenSoFar) {
            return new Seen(bytes, time, Optional.of(takenSoFar), Optional.empty());
        }

        Seen until(Instant again) {
            return new Seen(bytes, time, Optional.empty(), Optional.of(again));
        }
    }

    /** @param calls the same packages, each call recorded as an operator's is */
    public PackageFolders(PackageDesk desk, Packaging calls, List<Inbox> inboxes, List<Outbox> outboxes, Clock clock) {
        this.desk = desk;
        this.calls = calls;
        this.inboxes = List.copyOf(inboxes);
        this.outboxes = List.copyOf(outboxes);
        this.clock = clock;
    }

    /** Begins, with what a crash broke off. */
    public void start() {
        ticker.execute(desk::mend);
        ticker.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        Instant now = clock.instant();
        try {
            if (!now.isBefore(unfinishedDue)) {
                unfinishedDue = now.plusSeconds(UNFINISHED_EVERY_SECONDS);
                desk.goOn();
            }
            for (Inbox each : inboxes) {
                if (isDue(each, now)) {
                    due.put(each, now.plus(each.every()));
                    look(each);
                }
            }
            for (Outbox each : outboxes) {
                if (isDue(each, now)) {
                    due.put(each, now.plus(each.every()));
                    fill(each);
                }
            }
        } catch (IOException | RuntimeException failed) {
            LOG.error("the folders for packages met an error and are looked at again", failed);
        }
    }

    private boolean isDue(Object folder, Instant now) {
        return !due.getOrDefault(folder, Instant.EPOCH).isAfter(now);
    }

    private void look(Inbox inbox) throws IOException {
        if (!Files.isDirectory(inbox.folder())) {
            LOG.warn("there is no folder {} to take packages from", inbox.folder());
            return;
        }
        List<Path> there = packagesIn(inbox.folder());
        forgetAllBut(inbox, there);
        for (Path each : there) {
            try {
                lookAt(inbox, each);
            } catch (NoSuchFileException gone) {
                LOG.debug("{} is gone again", each);
            } catch (IOException | RuntimeException failed) { // the files behind it are taken all the same
                LOG.warn("{} stays where it is: it could not be read, removed or set aside", each, failed);
                seen.computeIfPresent(
                        each, (file, as) -> as.until(clock.instant().plus(AGAIN_AFTER)));
                desk.troubles()
                        .note(
                                cannotBeMoved(each),
                                each + " stays where it is, since it could not be read, removed or set aside ("
                                        + failed.getMessage() + "); see whether the node may write into its folder, and"
                                        + " whether there is room");
            }
        }
    }

    private void forgetAllBut(Inbox inbox, List<Path> there) {
        List<Path> gone = seen.keySet().stream()
                .filter(each -> inbox.folder().equals(each.getParent()) && !there.contains(each))
                .toList();
        gone.forEach(this::forget);
    }

    private void forget(Path file) {
        seen.remove(file);
        desk.troubles().end(cannotBeTaken(file));
        desk.troubles().end(cannotBeMoved(file));
    }

    private static String cannotBeTaken(Path file) {
        return "file " + file;
    }

    private static String cannotBeMoved(Path file) {
        return "move " + file;
    }

    private void lookAt(Inbox inbox, Path file) throws IOException {
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Seen now = new Seen(is.size(), is.lastModifiedTime(), Optional.empty(), Optional.empty());
        Seen before = seen.put(file, now);
        if (before == null || !before.isSame(now)) {
            return; // it may be on its way still
        }
        if (before.isToRest(takenSoFar, clock.instant())) {
            seen.put(file, before); // nothing has come that it waits for, or it is too early to read all of it again
        } else if (is.isRegularFile()) {
            take(inbox, file, now);
        } else {
            setAside(inbox, file, noFile(file));
            forget(file);
        }
    }

    // A folder would be taken for many packages, and a link leads to what the sender cannot know.
    private static PackageImportReport noFile(Path file) {
        return PackageImportReport.without(
                String.valueOf(file.getFileName()),
                PackageImportReport.REFUSED,
                Optional.empty(),
                0,
                List.of(new Finding(Fault.STRUCTURE, "it is no regular file").toString()));
    }

    private static List<Path> packagesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(PackageMaker.SUFFIX))
                    .filter(each -> !String.valueOf(each.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private void take(Inbox inbox, Path file, Seen now) throws IOException {
        PackageImportReport report;
        try {
            report = calls.take(file, inbox.into(), inbox.acknowledgeTo(), progress -> {})
                    .get(0);
        } catch (OperationException later) {
            LOG.warn("{} stays where it is: {}", file, later.getMessage());
            seen.put(file, now.until(clock.instant().plus(AGAIN_AFTER)));
            desk.troubles().note(cannotBeTaken(file), file + " stays where it is: " + later.getMessage());
            return;
        }
        desk.troubles().end(cannotBeTaken(file));
        if (report.isDone()) {
            takenSoFar++;
            putAway(inbox, file);
            forget(file);
        } else if (report.notBefore().isPresent()) {
            seen.put(file, now.until(again(Instant.parse(report.notBefore().get()))));
            desk.troubles().note(cannotBeTaken(file), file + " waits: " + String.join(" ", report.findings()));
        } else if (report.outcome().equals(PackageImportReport.WAITING)) {
            seen.put(file, now.waiting(takenSoFar));
        } else {
            setAside(inbox, file, report);
            forget(file);
        }
    }

    private Instant again(Instant notBefore) {
        Instant now = clock.instant();
        Instant soonest = now.plus(AGAIN_AFTER);
        Instant latest = now.plus(LONGEST_REST);
        Instant wanted = notBefore.isAfter(latest) ? latest : notBefore;
        return wanted.isBefore(soonest) ? soonest : wanted;
    }

    private static void putAway(Inbox inbox, Path file) throws IOException {
        if (inbox.keep()) {
            move(file, inbox.folder().resolve("taken"), String.valueOf(file.getFileName()));
        } else {
            Files.deleteIfExists(file);
        }
    }

    private void setAside(Inbox inbox, Path file, PackageImportReport report) throws IOException {
        Path folder = inbox.folder().resolve(FolderLook.FAILED);
        String name = STAMP.format(clock.instant()) + "-" + file.getFileName();
        List<String> lines = new ArrayList<>();
        lines.add(file.getFileName() + " was not taken, on " + clock.instant() + ".");
        lines.add("Signed by: " + report.partner().orElse("nobody known here"));
        report.findings().forEach(each -> lines.add("- " + each));
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + ".txt"), lines, StandardCharsets.UTF_8);
        move(file, folder, name);
    }

    private static void move(Path file, Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.move(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private void fill(Outbox outbox) {
        try {
            PackageOrder order = order(outbox);
            if (Files.isDirectory(outbox.folder()) && desk.hasNews(order)) {
                calls.create(order, progress -> {});
            }
            desk.troubles().end(about(outbox));
        } catch (OperationException | StoreBusyException | StoreUnavailableException failed) {
            desk.troubles()
                    .note(
                            about(outbox),
                            "no package of " + outbox.collection() + " for " + outbox.recipient() + " is put into "
                                    + outbox.folder() + ": " + failed.getMessage());
            LOG.warn(
                    "no package of {} for {} is put into {}: {}",
                    outbox.collection(),
                    outbox.recipient(),
                    outbox.folder(),
                    failed.getMessage());
        }
    }

    private static String about(Outbox outbox) {
        return "outbox " + outbox.folder() + " " + outbox.recipient() + " " + outbox.collection();
    }

    private PackageOrder order(Outbox outbox) {
        String name = outbox.recipient().replace(':', '-') + "-" + outbox.collection() + "-"
                + STAMP.format(clock.instant()) + PackageMaker.SUFFIX;
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path each : outbox.encryptTo()) {
            try {
                certificates.add(Pem.certificate(Files.readAllBytes(each)));
            } catch (CertificateException none) {
                throw new OperationException(
                        OperationException.Kind.INVALID, each + " holds no certificate: " + none.getMessage());
            } catch (IOException unreadable) {
                throw new OperationException(
                        OperationException.Kind.INVALID,
                        "the certificate to encrypt to (encrypt-to) cannot be read: " + unreadable);
            }
        }
        return new PackageOrder(
                outbox.folder().resolve(name),
                Optional.of(outbox.recipient()),
                certificates,
                outbox.collection(),
                false,
                !certificates.isEmpty(),
                outbox.compress(),
                Optional.empty());
    }

    /** Waits for what is under way; what was broken off goes on at the next start. */
    @Override
    public void close() {
        ticker.shutdown();
        try {
            if (!ticker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                ticker.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            ticker.shutdownNow();
        }
    }
}
