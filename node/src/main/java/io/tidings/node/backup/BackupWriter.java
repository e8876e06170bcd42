package io.tidings.node.backup;

import io.tidings.node.backup.HomeFiles.Named;
import io.tidings.node.backup.Manifest.Member;
import io.tidings.node.cms.Sealing;
import io.tidings.node.config.NodeHome;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.operations.BackupOrder;
import io.tidings.node.operations.BackupReport;
import io.tidings.node.operations.Backups;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations.Progress;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreContents;
import io.tidings.node.store.StoreSnapshot;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes backups of one node, one at a time, from a snapshot of its store. */
public final class BackupWriter implements Backups {
    private static final Logger LOG = LoggerFactory.getLogger(BackupWriter.class);
    private static final int BUFFER = 64 << 10;

    private final NodeHome home;
    private final Store store;
    private final String organisation;
    private final String program;
    private final SecureRandom random;
    private final AtomicBoolean underWay = new AtomicBoolean();

    /**
     * @param program its version
     * @param random for the keys of those that are encrypted
     */
    public BackupWriter(NodeHome home, Store store, String organisation, String program, SecureRandom random) {
        this.home = home;
        this.store = store;
        this.organisation = organisation;
        this.program = program;
        this.random = random;
    }

    @Override
    public BackupReport write(BackupOrder order, Consumer<Progress> progress) {
        Path to = order.to();
        requirePlace(to);
        requireRecipients(order.encryptTo());
        if (!underWay.compareAndSet(false, true)) {
            throw new OperationException(Kind.UNAVAILABLE, "another backup is being written; wait for its end");
        }
        try (StoreSnapshot snapshot = store.snapshot()) {
            progress.accept(new Progress("count entries", 0));
            Content content = new Content(snapshot, snapshot.contents(), order, progress);
            PrivateFiles.write(to, content);
            BackupReport report = report(to, content);
            LOG.info(
                    "backed up to {}: {} entries as of {}, {} bytes, {} keys, {}",
                    to,
                    report.entries(),
                    report.takenAt(),
                    report.bytes(),
                    report.withKeys() ? "with" : "without",
                    report.encrypted() ? "encrypted" : "not encrypted");
            return report;
        } catch (IOException failed) {
            LOG.warn("the backup to {} failed", to, failed);
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    "the backup could not be written to " + to + ": " + failed + "; nothing was left behind");
        } finally {
            underWay.set(false);
        }
    }

    private static void requirePlace(Path to) {
        Path folder = to.getParent();
        if (!to.isAbsolute() || folder == null || !Files.isDirectory(folder)) {
            throw new OperationException(
                    Kind.NOT_FOUND, "there is no folder for " + to + " on the node's machine; make it first");
        }
        if (Files.exists(to)) {
            throw new OperationException(Kind.CONFLICT, to + " is there already; give each backup a name of its own");
        }
    }

    private static void requireRecipients(List<X509Certificate> recipients) {
        for (X509Certificate each : recipients) {
            Sealing.objection(each).ifPresent(why -> {
                throw new OperationException(
                        Kind.INVALID,
                        "nothing can be encrypted to the certificate of "
                                + each.getSubjectX500Principal().getName() + ": " + why);
            });
        }
    }

    private BackupReport report(Path to, Content content) throws IOException {
        return new BackupReport(
                to.toString(),
                Files.size(to),
                organisation,
                content.snapshot.takenAt().toString(),
                content.order.withKeys(),
                !content.order.encryptTo().isEmpty(),
                content.contents.logs().size(),
                content.contents.entries());
    }

    /** What goes into one file. */
    private final class Content implements PrivateFiles.Content {
        private final StoreSnapshot snapshot;
        private final StoreContents contents;
        private final BackupOrder order;
        private final Consumer<Progress> progress;
        private final List<Member> members = new ArrayList<>();

        Content(StoreSnapshot snapshot, StoreContents contents, BackupOrder order, Consumer<Progress> progress) {
            this.snapshot = snapshot;
            this.contents = contents;
            this.order = order;
            this.progress = progress;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            if (order.encryptTo().isEmpty()) {
                writeZip(out);
                return;
            }
            try (OutputStream sealed = Sealing.to(out, order.encryptTo(), random)) {
                writeZip(sealed);
            }
        }

        private void writeZip(OutputStream out) throws IOException {
            var zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER), StandardCharsets.UTF_8);
            zip.setLevel(Deflater.BEST_SPEED);
            for (Named each : HomeFiles.of(home, order.withKeys())) {
                member(zip, each.name(), member -> Files.copy(each.file(), member));
            }
            LongConsumer written = share(snapshot.objectBytes());
            for (String table : snapshot.tables()) {
                member(zip, Manifest.tableMember(table), member -> snapshot.write(table, member, written));
            }
            begin(zip, Manifest.NAME);
            zip.write(manifest().text().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.finish();
            zip.flush();
        }

        private void member(ZipOutputStream zip, String name, PrivateFiles.Content content) throws IOException {
            begin(zip, name);
            var digesting = new Digesting.Output(zip);
            var buffered = new BufferedOutputStream(digesting, BUFFER);
            content.writeTo(buffered);
            buffered.flush();
            members.add(digesting.member(name));
            zip.closeEntry();
        }

        private void begin(ZipOutputStream zip, String name) throws IOException {
            var entry = new ZipEntry(name);
            entry.setLastModifiedTime(FileTime.from(snapshot.takenAt()));
            zip.putNextEntry(entry);
        }

        /** A table's bytes as the share of objects that they are about, since objects are what a person counts. */
        private LongConsumer share(long allBytes) {
            long entries = contents.entries();
            return bytes -> progress.accept(new Progress(
                    "back up", Math.min(entries, (long) ((double) bytes / Math.max(1, allBytes) * entries))));
        }

        private Manifest manifest() {
            return new Manifest(
                    Manifest.FORMAT,
                    program,
                    organisation,
                    snapshot.takenAt(),
                    order.withKeys(),
                    snapshot.schemaVersion(),
                    contents,
                    members);
        }
    }
}
