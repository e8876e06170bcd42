package io.tidings.node.operations;

import io.tidings.node.agreement.Acceptance;
import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.intake.ChainSource;
import io.tidings.node.intake.CreatorAuthority;
import io.tidings.node.intake.Delivery;
import io.tidings.node.intake.Intake;
import io.tidings.node.intake.IntakeReport;
import io.tidings.node.intake.KeptChain;
import io.tidings.node.intake.Quarantine;
import io.tidings.node.intake.Quarantine.Ward;
import io.tidings.node.intake.QuarantineLoad;
import io.tidings.node.intake.Validity;
import io.tidings.node.intake.Verdict;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.release.Release;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.stix.content.Element;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.validate.Finding;
import io.tidings.stix.validate.Findings;
import io.tidings.stix.validate.Profile;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An operator's calls on the quarantine of the node in this process. */
public final class QuarantineDesk implements Quarantining {
    private static final String OPERATOR = "operator";

    private final Store store;
    private final Intake intake;
    private final Quarantine quarantine;
    private final Validity validity;
    private final Release release;
    private final Supplier<AgreementBook> agreements;
    private final Clock clock;
    private final Supplier<UUID> uuids;

    /** @param uuids random ones, for receipts */
    public QuarantineDesk(
            Store store,
            Intake intake,
            Quarantine quarantine,
            Validity validity,
            Release release,
            Supplier<AgreementBook> agreements,
            Clock clock,
            Supplier<UUID> uuids) {
        this.store = store;
        this.intake = intake;
        this.quarantine = quarantine;
        this.validity = validity;
        this.release = release;
        this.agreements = agreements;
        this.clock = clock;
        this.uuids = uuids;
    }

    @Override
    public QuarantineReport list(Optional<String> source, int most) {
        List<QuarantineReport.Item> items = new ArrayList<>();
        long[] total = {0};
        for (Ward ward : quarantine.wards()) {
            quarantine.forEach(ward, entry -> {
                if (source.filter(wanted -> !wanted.equals(entry.source())).isPresent()) {
                    return;
                }
                total[0]++;
                if (items.size() < most) {
                    release.aside(ward.collection(), entry).ifPresent(object -> items.add(item(ward, entry, object)));
                }
            });
        }
        return new QuarantineReport(total[0], items);
    }

    QuarantineLoad load() {
        return quarantine.load();
    }

    @Override
    public List<QuarantineReport.Shown> show(String objectId) {
        List<QuarantineReport.Shown> shown = new ArrayList<>();
        StixId id = id(objectId);
        for (Ward ward : quarantine.wards()) {
            for (Entry entry : quarantine.entries(ward, id)) {
                release.asideForOperator(ward.collection(), entry)
                        .ifPresent(object -> shown.add(shown(ward, entry, object)));
            }
        }
        if (shown.isEmpty()) {
            throw none(objectId);
        }
        return shown;
    }

    @Override
    public List<QuarantineReport.Outcome> release(Choice choice) {
        List<QuarantineReport.Outcome> outcomes = new ArrayList<>();
        forEach(choice, (ward, entry) -> release(ward, entry).ifPresent(outcomes::add));
        return outcomes;
    }

    @Override
    public int drop(Choice choice) {
        int[] dropped = {0};
        forEach(
                choice,
                (ward, entry) ->
                        dropped[0] += quarantine.remove(ward, List.of(entry), operatorReceipt("quarantine-drop")));
        return dropped[0];
    }

    @Override
    public List<QuarantineReport.Count> findings() {
        return validity.noted().all().stream()
                .map(noted -> new QuarantineReport.Count(
                        noted.source(),
                        text(noted.severity()),
                        noted.rule().id(),
                        noted.count(),
                        noted.example().object(),
                        place(noted.example()) + noted.example().problem()))
                .toList();
    }

    private interface Step {
        void take(Ward ward, Entry entry);
    }

    private void forEach(Choice choice, Step step) {
        if (choice.ids().isEmpty() == choice.source().isEmpty()) {
            throw new OperationException(Kind.INVALID, "name either objects by their ids, or one source");
        }
        List<StixId> ids = choice.ids().stream().map(QuarantineDesk::id).toList();
        for (StixId id : ids) {
            if (quarantine.wards().stream()
                    .allMatch(ward -> quarantine.entries(ward, id).isEmpty())) {
                throw none(id.value());
            }
        }
        for (Ward ward : quarantine.wards()) {
            ids.forEach(id -> quarantine.entries(ward, id).forEach(entry -> step.take(ward, entry)));
            choice.source()
                    .ifPresent(source -> quarantine.forEach(ward, only(source, entry -> step.take(ward, entry))));
        }
    }

    private static Consumer<Entry> only(String source, Consumer<Entry> step) {
        return entry -> {
            if (entry.source().equals(source)) {
                step.accept(entry);
            }
        };
    }

    /** Durable at its new place before it is gone from the old one; a crash between leaves both, which is harmless. */
    private Optional<QuarantineReport.Outcome> release(Ward ward, Entry entry) {
        Optional<StixObject> object = release.aside(ward.collection(), entry);
        Optional<Receipt> arrival = store.provenance(entry).stream().findFirst();
        if (object.isEmpty() || arrival.isEmpty()) {
            return Optional.empty();
        }
        ChainSource chain = KeptChain.of(
                object.get(),
                Optional.ofNullable(store.chains(ward.collection().id(), entry.added(), entry.added())
                        .get(entry.added())));
        Verdict verdict = take(ward, object.get(), arrival.get(), chain);
        if (verdict.isSuccess()) {
            take(ward, object.get(), operatorReceipt("quarantine-release"), ChainSource.none());
        }
        if (!(verdict instanceof Verdict.Refused)) {
            quarantine.remove(ward, List.of(entry), operatorReceipt("quarantine-release"));
        }
        return Optional.of(new QuarantineReport.Outcome(
                verdict.id(),
                verdict.version(),
                ward.target().name(),
                verdict.isSuccess(),
                verdict.message().orElse("")));
    }

    private Verdict take(Ward ward, StixObject object, Receipt receipt, ChainSource chain) {
        Delivery delivery = new Delivery(
                ward.target().id(),
                receipt,
                Tlp.RED,
                Optional.empty(),
                Optional.empty(),
                new CreatorAuthority(agreements.get(), receipt.source()),
                new Acceptance(Optional.of(Profile.LENIENT), false),
                chain);
        IntakeReport report = intake.take(delivery, List.of(new Element.Sound(object)), List.of());
        return report.verdicts().get(0);
    }

    private Receipt operatorReceipt(String channel) {
        return new Receipt(
                OPERATOR,
                channel,
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                uuids.get().toString());
    }

    private QuarantineReport.Shown shown(Ward ward, Entry entry, StixObject object) {
        return new QuarantineReport.Shown(
                item(ward, entry, object),
                validity.findings(object).all().stream()
                        .map(finding -> new QuarantineReport.Finding(
                                text(finding.severity()),
                                finding.rule().id(),
                                finding.section(),
                                finding.pointer(),
                                finding.problem(),
                                finding.remedy()))
                        .toList(),
                new String(object.bytes().toByteArray(), StandardCharsets.UTF_8));
    }

    private QuarantineReport.Item item(Ward ward, Entry entry, StixObject object) {
        return new QuarantineReport.Item(
                entry.id().value(),
                entry.head().version().text(),
                entry.source(),
                ward.target().name(),
                Instant.EPOCH.plus(entry.added(), ChronoUnit.MICROS).toString(),
                entry.length(),
                gravest(validity.findings(object)));
    }

    private static String gravest(Findings findings) {
        return findings.all().stream()
                .max(Comparator.comparing(Finding::severity).thenComparing(Finding::harm))
                .map(finding -> place(finding) + finding.problem() + " ("
                        + finding.rule().id() + ")")
                .orElse("nothing, by the rules of this version of the program");
    }

    private static String place(Finding finding) {
        return finding.pointer().isEmpty() ? "" : finding.pointer() + " ";
    }

    private static String text(io.tidings.stix.validate.Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static StixId id(String text) {
        return StixId.parse(text)
                .orElseThrow(() ->
                        new OperationException(Kind.INVALID, "\"" + text + "\" is no STIX identifier, type--UUID"));
    }

    private static OperationException none(String objectId) {
        return new OperationException(
                Kind.NOT_FOUND,
                "there is no " + objectId + " in quarantine; 'tidings quarantine list' shows what there is");
    }
}
