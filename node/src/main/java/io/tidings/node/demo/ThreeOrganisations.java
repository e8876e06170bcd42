package io.tidings.node.demo;

import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.MarkingRule;
import io.tidings.node.agreement.Peer;
import io.tidings.node.cli.Demo;
import io.tidings.node.cli.DemoOptions;
import io.tidings.node.cli.NodeLauncher;
import io.tidings.node.cli.Stop;
import io.tidings.node.operations.PreviewReport;
import io.tidings.node.operations.PublishReport;
import io.tidings.node.operations.TraceReport;
import io.tidings.node.yaml.MistakesException;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A security company publishes to Bank A, Bank A follows and passes on to Bank B what the agreement and the markings
 * allow, and a platform polls Bank B with a password.
 */
public final class ThreeOrganisations implements Demo {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final NodeLauncher launcher;
    private final SecureRandom random;

    public ThreeOrganisations(NodeLauncher launcher, SecureRandom random) {
        this.launcher = launcher;
        this.random = random;
    }

    @Override
    public boolean run(DemoOptions options, PrintStream out, Stop stop) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("tidings-demo");
        Vertx vertx = Vertx.vertx();
        try {
            return new Run(vertx, directory, new Narrator(out, options.colour()), options).all(stop);
        } catch (GeneralSecurityException | MistakesException | MalformedContentException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
            deleteAll(directory);
            stop.finished();
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** One demonstration. */
    private final class Run {
        private final Vertx vertx;
        private final Path directory;
        private final Narrator tell;
        private final DemoOptions options;
        private final String password = newPassword();
        private final Expectation atBankA = new Expectation(Tlp.AMBER_STRICT);
        private final Expectation atBankB = new Expectation(Tlp.AMBER);

        Run(Vertx vertx, Path directory, Narrator tell, DemoOptions options) {
            this.vertx = vertx;
            this.directory = directory;
            this.tell = tell;
            this.options = options;
        }

        boolean all(Stop stop)
                throws IOException, InterruptedException, GeneralSecurityException, MistakesException,
                        MalformedContentException {
            List<Edition> editions = editions();
            tell.title("Tidings: three organisations exchange threat intelligence");
            tell.step("Three nodes, each with its own home, keys, database and ports");
            try (Organisation company = found("Lighthouse Security", "lighthouse");
                    Organisation bankA = found("Bank A", "bank-a");
                    Organisation bankB = found("Bank B", "bank-b")) {
                agree(company, bankA, bankB);
                try (Tip tipAtA = new Tip(vertx, bankA, "siem", password, random);
                        Tip tipAtB = new Tip(vertx, bankB, "tip", password, random)) {
                    for (Edition edition : editions) {
                        exchange(edition, company, tipAtA, tipAtB);
                    }
                    withheld(company, bankA);
                    poll(tipAtB);
                    trace(editions, company, bankA, bankB);
                    intruder(bankB);
                }
                boolean held = tell.sumUp();
                if (!options.once()) {
                    stayUp(List.of(company, bankA, bankB));
                    stop.await();
                }
                return held;
            }
        }

        private List<Edition> editions() throws IOException, MalformedContentException {
            if (options.feeds().isEmpty()) {
                return List.of(Edition.own());
            }
            List<Edition> editions = new ArrayList<>();
            for (Path feed : options.feeds()) {
                editions.add(Edition.of(feed));
            }
            return editions;
        }

        private Organisation found(String name, String home)
                throws IOException, GeneralSecurityException, MistakesException {
            Organisation organisation = Organisation.found(name, directory.resolve(home), launcher, random);
            tell.say(
                    "%-20s %-38s fingerprint %s",
                    name, organisation.discovery(), organisation.fingerprint().spoken());
            return organisation;
        }

        private void agree(Organisation company, Organisation bankA, Organisation bankB)
                throws IOException, MistakesException {
            tell.step("Agreements: one file for each peer, access exists only there");
            company.addCollection("feed", "Lighthouse feed");
            bankA.addCollection("from-lighthouse", "From Lighthouse");
            bankB.addCollection("from-bank-a", "From Bank A");
            company.agree(peer(bankA, "bank-a", false, List.of(read("feed", Tlp.AMBER_STRICT)), List.of()));
            bankA.agree(peer(bankB, "bank-b", false, List.of(read("from-lighthouse", Tlp.RED)), List.of()));
            bankA.agree(peer(
                    company,
                    "lighthouse",
                    true,
                    List.of(),
                    List.of(new Follow(company.peerRoot(), "feed", "from-lighthouse", EVERY, Tlp.RED))));
            bankB.agree(peer(
                    bankA,
                    "bank-a",
                    false,
                    List.of(),
                    List.of(new Follow(bankA.peerRoot(), "from-lighthouse", "from-bank-a", EVERY, Tlp.RED))));
            bankA.admit("siem", password, "from-lighthouse");
            bankB.admit("tip", password, "from-bank-a");
            tell.say("Lighthouse gives Bank A its feed, up to TLP:AMBER+STRICT, and lets it go further");
            tell.say("Bank A gives Bank B what it has from Lighthouse, as far as markings allow");
            tell.say("Bank B lets a platform poll it with a name and a password");
        }

        private void exchange(Edition edition, Organisation company, Tip tipAtA, Tip tipAtB)
                throws IOException, InterruptedException, MalformedContentException {
            tell.step("Lighthouse publishes " + edition.name());
            long start = System.nanoTime();
            PublishReport report = company.operations()
                    .publish("feed", () -> new ByteArrayInputStream(edition.content()), edition.name(), p -> {});
            tell.say(
                    "%,d objects: %,d new versions, %,d held already, %,d refused, in %s",
                    report.total(),
                    report.stored(),
                    report.alreadyHeld(),
                    report.refused() + report.claimed(),
                    since(start));
            report.problems().stream()
                    .limit(3)
                    .forEach(problem -> tell.say("  refused %s: %s", problem.id(), problem.message()));
            atBankA.published(edition);
            atBankB.published(edition);
            arrive("Bank A", tipAtA, "from-lighthouse", atBankA, start);
            arrive("Bank B", tipAtB, "from-bank-a", atBankB, start);
        }

        /** Nobody asks the banks to follow: the doorbell does. */
        private void arrive(String bank, Tip tip, String collection, Expectation expected, long start)
                throws IOException, InterruptedException {
            Map<String, ByteSlice> held = tip.poll(collection);
            while (held.size() < expected.count() && System.nanoTime() - start < PATIENCE.toNanos()) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
                held = tip.poll(collection);
            }
            String difference = expected.differenceTo(held);
            tell.check(
                    String.format(
                            java.util.Locale.ROOT,
                            "%s holds exactly the %,d versions it may, byte for byte, %s after publishing began",
                            bank,
                            expected.count(),
                            since(start)),
                    difference.isEmpty(),
                    difference);
        }

        private void withheld(Organisation company, Organisation bankA) {
            tell.step("What was withheld, and why");
            explain(company.operations().preview("peer:bank-a", "feed"), "Lighthouse from Bank A");
            explain(bankA.operations().preview("peer:bank-b", "from-lighthouse"), "Bank A from Bank B");
        }

        private void explain(PreviewReport preview, String between) {
            tell.say("%s: %,d given", between, preview.given());
            preview.withheld()
                    .forEach(kind -> tell.say(
                            "  %,d withheld by rule %s: %s (such as %s)",
                            kind.entries(), kind.rule(), kind.explanation(), kind.example()));
        }

        private void poll(Tip tip) throws IOException {
            tell.step("A platform polls Bank B over TAXII 2.1 with a name and a password");
            int newest = tip.countNewest("from-bank-a");
            tell.say("it gets %,d objects, each in its newest version, of %,d versions held", newest, atBankB.count());
        }

        private void trace(List<Edition> editions, Organisation company, Organisation bankA, Organisation bankB) {
            Optional<StixObject> example = editions.get(editions.size() - 1).objects().stream()
                    .filter(object -> Edition.levelOf(object).isWithin(Tlp.AMBER))
                    .filter(object -> object.head().modified().isPresent())
                    .findFirst();
            if (example.isEmpty()) {
                return;
            }
            String id = example.get().id().value();
            tell.step("Where " + id + " came from, at each hop");
            boolean known = way(company, id, "operator") && way(bankA, id, "peer:lighthouse");
            known = known && way(bankB, id, "peer:bank-a");
            tell.check("its way is known at all three", known, "a hop is missing");
        }

        private boolean way(Organisation at, String id, String from) {
            List<TraceReport.Version> versions = at.operations().trace(id).versions();
            TraceReport.Version version = versions.get(versions.size() - 1);
            TraceReport.Arrival arrival = version.arrivals().get(0);
            tell.say(
                    "%-20s version %s from %s by %s at %s, given to %s",
                    at.name(),
                    version.version(),
                    arrival.from(),
                    arrival.channel(),
                    arrival.at(),
                    version.departures().stream()
                            .map(TraceReport.Departure::to)
                            .distinct()
                            .sorted()
                            .toList());
            return arrival.from().equals(from);
        }

        private void intruder(Organisation bankB) throws IOException {
            tell.step("Someone without an agreement tries");
            try (Tip stranger = new Tip(vertx, bankB, "tip", "not the password", random)) {
                tell.check("a wrong password is turned away", stranger.isTurnedAway(), "it was let in");
            }
        }

        private void stayUp(List<Organisation> all) {
            tell.step("The three nodes stay up; end them with Ctrl-C");
            for (Organisation each : all) {
                tell.say("%-20s %-38s home %s", each.name(), each.discovery(), each.directory());
            }
            tell.say("Bank A: user siem, password %s; Bank B: user tip, password %s", password, password);
            tell.say(
                    "for example: curl -k -u tip:%s -H 'Accept: application/taxii+json;version=2.1' %s",
                    password, all.get(2).clientRoot().resolve("collections/"));
        }

        private Grant.Read read(String collection, Tlp maxTlp) {
            return new Grant.Read(
                    collection,
                    maxTlp,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new MarkingRule(true, Set.of(), false)));
        }

        private Peer peer(
                Organisation other, String name, boolean onward, List<Grant.Read> reads, List<Follow> follows) {
            return new Peer(
                    name,
                    new io.tidings.node.agreement.Organisation(
                            other.name(), Optional.empty(), Optional.empty(), List.of()),
                    Set.of(other.fingerprint().pin()),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Optional.of("early warning of attacks on online banking"),
                    Optional.empty(),
                    Optional.empty(),
                    onward,
                    reads,
                    List.of(),
                    List.of(),
                    follows,
                    Optional.empty(),
                    "");
        }

        private String newPassword() {
            byte[] bytes = new byte[12];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        private String since(long start) {
            return String.format(java.util.Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
        }
    }
}
