package io.tidings.node.contentpackage;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.CertificateOwners;
import io.tidings.node.agreement.Client;
import io.tidings.node.agreement.CutOff;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Pins;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.cms.TestCertificates;
import io.tidings.node.config.PackageSettings;
import io.tidings.node.contentpackage.format.Authorities;
import io.tidings.node.contentpackage.format.TestPackage;
import io.tidings.node.contentpackage.format.UpdateWriter;
import io.tidings.node.intake.DiskSpace;
import io.tidings.node.intake.Intake;
import io.tidings.node.intake.Quarantine;
import io.tidings.node.intake.QuarantineBounds;
import io.tidings.node.intake.Validity;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.PackageAbandonment;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.quota.Quotas;
import io.tidings.node.recall.RecallRoad;
import io.tidings.node.release.Release;
import io.tidings.node.release.ReleaseOptions;
import io.tidings.node.store.Append;
import io.tidings.node.store.JdbcStore;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreOptions;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.validate.Profile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports that end in their midst: whichever moment it is, readers see nothing of a package or all of it. */
class ImportMomentsIT {
    private static final UUID INTO = new UUID(0, 1);
    private static final UUID CLAIMS = new UUID(0, 9);
    private static final int PAGES = 4;
    private static final int EACH = 300;
    /** Those of the package, and one beside them. */
    private static final int ALL = PAGES * EACH + 1;

    private static final long ROOM = 1L << 40;

    @TempDir
    private Path folder;

    private final SecureRandom random = new SecureRandom();
    private SigningKey signer;
    private SigningKey own;
    private Path file;

    @BeforeEach
    void makeAPackage() throws Exception {
        signer = TestCertificates.of("Bank A").make();
        own = TestCertificates.of("Bank B").make();
        file = new TestPackage(signer)
                .recipient(own.certificate())
                .pages(PAGES, EACH)
                .in(folder);
    }

    /** The parts of a node that imports need, on a disk that is full when the test says so. */
    private final class World implements AutoCloseable {
        private final Store store;
        private final Intake intake;
        private final PackageDesk desk;
        private final Path spool;
        private long asked;
        private long fullFrom = Long.MAX_VALUE;

        World(Path home) {
            Clock clock = Clock.systemUTC();
            store = JdbcStore.open(StoreOptions.h2(home.resolve("store")), clock);
            if (store.collections().isEmpty()) {
                store.createCollection(INTO, "from-a", "From A", Optional.empty());
            }
            var quotas = new Quotas(clock);
            intake = new Intake(
                    new Intake.Places(
                            store,
                            CLAIMS,
                            new Quarantine(store, new QuarantineBounds(10, 1 << 20, Duration.ofDays(1)), clock),
                            new DiskSpace(home, 1, () -> ++asked >= fullFrom ? 0 : ROOM)),
                    Intake.Rules.of(ContentBounds.standard(), new Validity(Profile.INTEROPERABLE)),
                    quotas);
            spool = home.resolve("spool");
            AgreementBook book = book();
            desk = new PackageDesk(
                    new Workshop(
                            store,
                            () -> book,
                            new CertificateOwners(() -> book, clock, CutOff.ofNobody()),
                            () -> own,
                            () -> List.of(own),
                            "Bank B",
                            Duration.ofDays(30),
                            Optional.empty(),
                            new Authorities(List.of()),
                            spool,
                            home.resolve("revoked"),
                            clock,
                            random,
                            UUID::randomUUID),
                    new Doors(
                            new Release(store, () -> book, quotas, clock, ReleaseOptions.standard()),
                            intake,
                            quotas,
                            ContentBounds.standard(),
                            RecallRoad.none()),
                    PackageSettings.DEFAULT);
        }

        private AgreementBook book() {
            var sender = new Client(
                    "bank-a",
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(Pins.ofCertificate(signer.certificate())),
                    List.of(),
                    false,
                    List.of(),
                    List.of(new Grant.Write("from-a", Tlp.RED, Optional.empty(), Optional.empty())),
                    List.of(),
                    Optional.empty(),
                    "sha256:" + "0".repeat(64));
            return new AgreementBook(List.of(), List.of(sender), "sha256:" + "1".repeat(64));
        }

        void fillTheDiskAtLook(long number) {
            fullFrom = asked + number;
        }

        void makeRoom() {
            fullFrom = Long.MAX_VALUE;
        }

        PackageImportReport take() {
            return desk.take(file, Optional.empty(), Optional.empty(), progress -> {})
                    .get(0);
        }

        int seen() {
            return store.entries(INTO, 0, 10 * ALL).size();
        }

        List<Path> copies() throws IOException {
            try (Stream<Path> files = Files.list(spool)) {
                return files.toList();
            }
        }

        /** As another sender, by another road. */
        void add(int... numbers) throws Exception {
            List<StixObject> objects = new ArrayList<>();
            for (int each : numbers) {
                objects.add(object(each));
            }
            store.append(new Append(
                            INTO,
                            objects,
                            new Receipt(
                                    "peer:bank-c",
                                    "follow",
                                    Clock.systemUTC().instant(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    "r"),
                            List.of(),
                            (offered, held) -> true))
                    .join();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static StixObject object(int number) throws Exception {
        ByteSlice text = TestPackage.object(number);
        return ((Element.Sound) ObjectReader.read(text, ContentBounds.standard())).object();
    }

    @Test
    void aFullDiskAtAnyMomentLeavesNothingHalfTakenAndNothingLost() throws Exception {
        int moment = 1;
        boolean whole = false;
        while (!whole) {
            try (World world = new World(folder.resolve("w" + moment))) {
                world.fillTheDiskAtLook(moment);
                whole = !endsInAFullDisk(world);
                assertThat(world.seen()).as("full at look %s", moment).isEqualTo(whole ? ALL : 0);
                world.makeRoom();
                if (moment % 2 == 0) {
                    assertThat(world.desk.goOn()).isTrue();
                }
                PackageImportReport report = world.take();
                assertThat(report.isDone())
                        .as("full at look %s: %s", moment, report)
                        .isTrue();
                assertThat(world.seen()).as("full at look %s", moment).isEqualTo(ALL);
                assertThat(world.copies()).isEmpty();
                assertThat(world.desk.warnings()).isEmpty();
            }
            moment++;
        }
        assertThat(moment).isGreaterThan(PAGES);
    }

    private static boolean endsInAFullDisk(World world) {
        try {
            world.take();
            return false;
        } catch (OperationException full) {
            assertThat(full.kind()).isEqualTo(OperationException.Kind.UNAVAILABLE);
            assertThat(full.getMessage()).containsAnyOf("make room", "the disk has room for");
            return true;
        }
    }

    /**
     * What {@link FullFileSystemIT} runs in a process of its own: the file system says that it is full, and not a look at it.
     *
     * @param folder on another file system
     * @param home a file system of some megabytes
     */
    static void onAFileSystemThatIsFull(Path folder, Path home) throws Exception {
        var here = new ImportMomentsIT();
        here.folder = folder;
        here.makeAPackage();
        int full = 0;
        for (long kibibytes : new long[] {0, 100, 400, 700, 1_000, 8_000}) {
            Path ballast = home.resolve("ballast");
            try (World world = here.new World(Files.createDirectory(home.resolve("w" + kibibytes)))) {
                fill(ballast, kibibytes << 10);
                boolean broken = endsInAFullFileSystem(world);
                full += broken ? 1 : 0;
                Files.delete(ballast);
                assertThat(world.seen()).as("%s KiB free", kibibytes).isEqualTo(broken ? 0 : ALL);
                world.desk.goOn();
                assertThat(world.take().isDone()).isTrue();
                assertThat(world.seen()).as("%s KiB were free", kibibytes).isEqualTo(ALL);
                assertThat(world.copies()).isEmpty();
                assertThat(world.desk.warnings()).isEmpty();
            }
        }
        assertThat(full).as("how often it was full").isBetween(2, 5);
    }

    private static boolean endsInAFullFileSystem(World world) {
        try {
            world.take();
            return false;
        } catch (OperationException full) {
            assertThat(full.kind()).isEqualTo(OperationException.Kind.UNAVAILABLE);
            assertThat(full.getMessage()).contains("No space left on device");
            return true;
        }
    }

    private static void fill(Path ballast, long leave) throws IOException {
        try (FileChannel file = FileChannel.open(ballast, CREATE_NEW, WRITE)) {
            long room = Files.getFileStore(ballast).getUsableSpace() - leave;
            ByteBuffer some = ByteBuffer.allocate(4 << 10);
            for (long at = 0; at < room; at += some.capacity()) {
                file.write(some.clear());
            }
        }
    }

    @Test
    void whatIsGivenUpIsGoneButForWhatOthersGaveToo() throws Exception {
        try (World world = new World(folder.resolve("w"))) {
            breakOff(world);
            world.add(0, 5_000_000); // the first is of the package as well
            assertThat(world.seen()).isZero();
            assertThat(world.desk.warnings())
                    .singleElement()
                    .asString()
                    .contains("the import of package.tidings of client:bank-a into from-a is not finished");

            PackageAbandonment done = world.desk.abandon("from-a");
            assertThat(done.partner()).isEqualTo("client:bank-a");
            assertThat(done.removed()).isPositive();
            assertThat(done.kept()).isEqualTo(1);
            assertThat(world.seen()).isEqualTo(2);
            assertThat(world.copies()).isEmpty();
            assertThat(world.desk.warnings()).isEmpty();

            PackageImportReport again = world.take();
            assertThat(again.outcome()).isEqualTo(PackageImportReport.TAKEN);
            assertThat(again.stored()).isEqualTo(ALL - 1);
            assertThat(world.seen()).isEqualTo(ALL + 1);
        }
    }

    @Test
    void whatWasBegunToBeGivenUpIsNotGoneOnWith() throws Exception {
        Path home = folder.resolve("w");
        try (World world = new World(home)) {
            breakOff(world);
            Kept kept = new Kept(world.store);
            Kept.Import broken = kept.imports().get(0);
            world.intake.holdBack(INTO, List.of(kept.importChange(broken.abandon())));
        }
        try (World world = new World(home)) { // as after a crash at that moment
            assertThat(world.desk.goOn()).isTrue();
            assertThat(world.store.heldBack(INTO, 0, ALL)).isEmpty();
            assertThat(world.seen()).isZero();
            assertThat(world.desk.importsUnderWay()).isZero();
            assertThat(world.take().stored()).isEqualTo(ALL);
        }
    }

    @Test
    void anImportWhoseCopyIsLostSaysWhatHelps() throws Exception {
        try (World world = new World(folder.resolve("w"))) {
            breakOff(world);
            for (Path each : world.copies()) {
                Files.write(each, new byte[10]);
            }
            assertThat(world.desk.goOn()).isFalse();
            assertThat(world.desk.pressing())
                    .singleElement()
                    .asString()
                    .contains("again, or give it up: tidings package abandon from-a");
            assertThat(world.take().outcome()).isEqualTo(PackageImportReport.TAKEN);
            assertThat(world.seen()).isEqualTo(ALL);
            assertThat(world.copies()).isEmpty();
        }
    }

    @Test
    void whereNothingIsUnfinishedNothingIsGivenUp() {
        try (World world = new World(folder.resolve("w"))) {
            world.take();
            assertThatThrownBy(() -> world.desk.abandon("from-a"))
                    .isInstanceOf(OperationException.class)
                    .hasMessageContaining("no import into from-a is unfinished");
            assertThat(world.seen()).isEqualTo(ALL);
        }
    }

    @Test
    void aRevocationListThatCannotBeReadIsNotTakenForAFaultOfThePackage() throws Exception {
        Path home = folder.resolve("w");
        Path list = Files.createDirectories(home.resolve("revoked")).resolve("junk.crl");
        Files.writeString(list, "junk");
        try (World world = new World(home)) {
            assertThatThrownBy(world::take)
                    .isInstanceOf(OperationException.class)
                    .hasMessageContaining("no package is taken while revocation lists cannot be read")
                    .hasMessageContaining("junk.crl");
            assertThat(world.copies()).isEmpty();
            Files.delete(list);
            assertThat(world.take().isDone()).isTrue();
        }
    }

    @Test
    void anUpdateIsRefusedForWhatItIs() throws Exception {
        Path files = Files.createDirectory(folder.resolve("files"));
        Files.writeString(files.resolve("a.txt"), "a");
        Files.delete(file);
        new UpdateWriter("Bank A", "x", "1", signer, Instant.now(), Duration.ofDays(1), random).write(files, file);
        try (World world = new World(folder.resolve("w"))) {
            assertThat(world.take().findings()).singleElement().asString().startsWith("kind: it is an update");
        }
    }

    private static void breakOff(World world) {
        world.fillTheDiskAtLook(PAGES + 1);
        assertThat(endsInAFullDisk(world)).isTrue();
        world.makeRoom();
        assertThat(world.store.heldBack(INTO, 0, ALL)).isNotEmpty();
        assertThat(world.seen()).isZero();
    }
}
