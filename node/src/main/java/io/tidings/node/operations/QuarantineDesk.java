package io.tidings.node.operations;

import io.tidings.node.agreement.Acceptance;
import io.tidings.node.intake.ChainSource;
import io.tidings.node.intake.CreatorAuthority;
import io.tidings.node.intake.Delivery;
import io.tidings.node.intake.IntakeReport;
import io.tidings.node.intake.KeptChain;
import io.tidings.node.intake.Quarantine;
import io.tidings.node.intake.Quarantine.Ward;
import io.tidings.node.intake.QuarantineLoad;
import io.tidings.node.intake.Screening;
import io.tidings.node.intake.Validity;
import io.tidings.node.intake.Verdict;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.sensitive.SensitiveFinding;
import io.tidings.node.sensitive.SensitiveKind;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.content.Element;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.validate.Finding;
import io.tidings.stix.validate.Findings;
import io.tidings.stix.validate.Profile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An operator's calls on the quarantine of the node in this process. */
public final class QuarantineDesk implements Quarantining {
    private static final String OPERATOR = "operator";
    private static final int MOST_ITEMS = 1_000;
    private static final int PROGRESS_EVERY = 10_000;

    private final NodeParts parts;
    private final Quarantine quarantine;
    private final Validity validity;
    private final Screening screening;

    public QuarantineDesk(NodeParts parts, Quarantine quarantine, Validity validity, Screening screening) {
        this.parts = parts;
        this.quarantine = quarantine;
        this.validity = validity;
        this.screening = screening;
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
                    parts.release()
                            .aside(ward.collection(), entry)
                            .ifPresent(object -> items.add(item(ward, entry, object)));
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
                parts.release()
                        .asideForOperator(ward.collection(), entry)
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
        forEach(choice, (ward, entry) -> release(ward, entry, choice.reason()).ifPresent(outcomes::add));
        return outcomes;
    }

    @Override
    public int drop(Choice choice) {
        int[] dropped = {0};
        forEach(
                choice,
                (ward, entry) -> dropped[0] +=
                        quarantine.remove(ward, List.of(entry), operatorReceipt("quarantine-drop", choice.reason())));
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

    @Override
    public SensitiveReport scan(String collection, Consumer<Operations.Progress> progress) {
        StoredCollection target = parts.store().collections().stream()
                .filter(each -> !each.isAside())
                .filter(each ->
                        each.name().equals(collection) || each.id().toString().equals(collection))
                .findFirst()
                .orElseThrow(() -> new OperationException(Kind.NOT_FOUND, "there is no collection " + collection));
        List<SensitiveReport.Item> items = new ArrayList<>();
        long[] counts = {0, 0};
        parts.release().lookThrough(target, (entry, object) -> {
            if (++counts[0] % PROGRESS_EVERY == 0) {
                progress.accept(new Operations.Progress("scan " + target.name(), counts[0]));
            }
            List<SensitiveFinding> findings = screening.findings(object);
            if (!findings.isEmpty() && ++counts[1] <= MOST_ITEMS) {
                items.add(new SensitiveReport.Item(
                        entry.id().value(), entry.head().version().text(), entry.source(), Screening.text(findings)));
            }
        });
        return new SensitiveReport(target.name(), counts[0], counts[1], items);
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
    private Optional<QuarantineReport.Outcome> release(Ward ward, Entry entry, Optional<String> reason) {
        Optional<StixObject> object = parts.release().aside(ward.collection(), entry);
        Optional<Receipt> arrival = parts.store().provenance(entry).stream().findFirst();
        if (object.isEmpty() || arrival.isEmpty()) {
            return Optional.empty();
        }
        ChainSource chain = KeptChain.of(
                object.get(),
                Optional.ofNullable(parts.store()
                        .chains(ward.collection().id(), entry.added(), entry.added())
                        .get(entry.added())));
        Verdict verdict = take(ward, entry, object.get(), entering(arrival.get(), reason), chain);
        if (verdict.isSuccess()) {
            take(ward, entry, object.get(), operatorReceipt("quarantine-release", reason), ChainSource.none());
        }
        if (!(verdict instanceof Verdict.Refused)) {
            quarantine.remove(ward, List.of(entry), operatorReceipt("quarantine-release", reason));
        }
        return Optional.of(new QuarantineReport.Outcome(
                verdict.id(),
                verdict.version(),
                ward.target().name(),
                verdict.isSuccess(),
                verdict.message().orElse("")));
    }

    /** What the operator brought enters with the operator's own decision, which a later arrival could not record apart. */
    private Receipt entering(Receipt arrival, Optional<String> reason) {
        if (!arrival.source().equals(OPERATOR)) {
            return arrival;
        }
        String origin = Stream.concat(arrival.origin().stream(), reason.map(why -> "released: " + why).stream())
                .collect(Collectors.joining("; "));
        return operatorReceipt("quarantine-release", Optional.of(origin));
    }

    private Verdict take(Ward ward, Entry entry, StixObject object, Receipt receipt, ChainSource chain) {
        Delivery delivery = new Delivery(
                ward.target().id(),
                receipt,
                Tlp.RED,
                Optional.empty(),
                Optional.empty(),
                new CreatorAuthority(parts.agreements().get(), receipt.source()),
                new Acceptance(Optional.of(Profile.LENIENT), false, EnumSet.allOf(SensitiveKind.class)),
                chain,
                entry.audience());
        IntakeReport report = parts.intake().take(delivery, List.of(new Element.Sound(object)), List.of());
        return report.verdicts().get(0);
    }

    private Receipt operatorReceipt(String channel, Optional<String> reason) {
        return new Receipt(
                OPERATOR,
                channel,
                parts.clock().instant(),
                Optional.empty(),
                reason,
                parts.uuids().get().toString());
    }

    private QuarantineReport.Shown shown(Ward ward, Entry entry, StixObject object) {
        return new QuarantineReport.Shown(
                item(ward, entry, object),
                Stream.concat(
                                screening.findings(object, entry.source()).stream()
                                        .map(QuarantineDesk::finding),
                                validity.findings(object).all().stream().map(QuarantineDesk::finding))
                        .toList(),
                new String(object.bytes().toByteArray(), StandardCharsets.UTF_8));
    }

    private static QuarantineReport.Finding finding(SensitiveFinding finding) {
        return new QuarantineReport.Finding(
                "sensitive",
                finding.kind().text(),
                "",
                finding.pointer(),
                "looks like sensitive data: " + finding.excerpt(),
                "a new version without it, or release what may be shared all the same");
    }

    private static QuarantineReport.Finding finding(Finding finding) {
        return new QuarantineReport.Finding(
                text(finding.severity()),
                finding.rule().id(),
                finding.section(),
                finding.pointer(),
                finding.problem(),
                finding.remedy());
    }

    private QuarantineReport.Item item(Ward ward, Entry entry, StixObject object) {
        List<SensitiveFinding> sensitive = screening.findings(object, entry.source());
        return new QuarantineReport.Item(
                entry.id().value(),
                entry.head().version().text(),
                entry.source(),
                ward.target().name(),
                Instant.EPOCH.plus(entry.added(), ChronoUnit.MICROS).toString(),
                entry.length(),
                sensitive.isEmpty() ? "faulty" : "sensitive",
                sensitive.isEmpty() ? gravest(validity.findings(object)) : Screening.text(sensitive));
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
