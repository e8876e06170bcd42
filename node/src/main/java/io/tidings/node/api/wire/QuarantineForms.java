package io.tidings.node.api.wire;

import io.tidings.node.operations.QuarantineReport;
import io.tidings.node.operations.Quarantining.Choice;
import io.tidings.node.operations.SensitiveReport;

/** The JSON of what is said of the quarantine: members are named as the records' components. */
public final class QuarantineForms {
    private static final JsonForm<QuarantineReport.Item> ITEM =
            JsonForm.of(QuarantineForms::write, QuarantineForms::readItem);

    /** What is kept aside. */
    public static final JsonForm<QuarantineReport> LIST = JsonForm.of(
            (out, r) -> out.number("total", r.total()).list("items", ITEM, r.items()),
            in -> new QuarantineReport(in.number("total"), in.list("items", ITEM)));

    private static final JsonForm<QuarantineReport.Finding> FINDING = JsonForm.of(
            (out, r) -> out.text("severity", r.severity())
                    .text("rule", r.rule())
                    .text("section", r.section())
                    .text("pointer", r.pointer())
                    .text("problem", r.problem())
                    .text("remedy", r.remedy()),
            in -> new QuarantineReport.Finding(
                    in.text("severity"),
                    in.text("rule"),
                    in.text("section"),
                    in.text("pointer"),
                    in.text("problem"),
                    in.text("remedy")));

    /** One object in full. */
    public static final JsonForm<QuarantineReport.Shown> SHOWN = JsonForm.of(
            (out, r) ->
                    write(out, r.item()).list("findings", FINDING, r.findings()).text("content", r.content()),
            in -> new QuarantineReport.Shown(readItem(in), in.list("findings", FINDING), in.text("content")));

    /** What became of one that was let in. */
    public static final JsonForm<QuarantineReport.Outcome> OUTCOME = JsonForm.of(
            (out, r) -> out.text("id", r.id())
                    .text("version", r.version())
                    .text("target", r.target())
                    .flag("entered", r.entered())
                    .text("message", r.message()),
            in -> new QuarantineReport.Outcome(
                    in.text("id"), in.text("version"), in.text("target"), in.flag("entered"), in.text("message")));

    /** How often a rule was broken. */
    public static final JsonForm<QuarantineReport.Count> COUNT = JsonForm.of(
            (out, r) -> out.text("source", r.source())
                    .text("severity", r.severity())
                    .text("rule", r.rule())
                    .number("count", r.count())
                    .text("example", r.example())
                    .text("problem", r.problem()),
            in -> new QuarantineReport.Count(
                    in.text("source"),
                    in.text("severity"),
                    in.text("rule"),
                    in.number("count"),
                    in.text("example"),
                    in.text("problem")));

    private static final JsonForm<SensitiveReport.Item> SENSITIVE_ITEM = JsonForm.of(
            (out, r) -> out.text("id", r.id())
                    .text("version", r.version())
                    .text("source", r.source())
                    .text("findings", r.findings()),
            in -> new SensitiveReport.Item(in.text("id"), in.text("version"), in.text("source"), in.text("findings")));

    /** What a collection holds that looks sensitive. */
    public static final JsonForm<SensitiveReport> SENSITIVE = JsonForm.of(
            (out, r) -> out.text("collection", r.collection())
                    .number("examined", r.examined())
                    .number("found", r.found())
                    .list("items", SENSITIVE_ITEM, r.items()),
            in -> new SensitiveReport(
                    in.text("collection"),
                    in.number("examined"),
                    in.number("found"),
                    in.list("items", SENSITIVE_ITEM)));

    private QuarantineForms() {}

    /** Writes a choice as {@link #readChoice} reads it. */
    public static void write(JsonOut out, Choice choice) {
        out.texts("ids", choice.ids()).text("source", choice.source()).text("reason", choice.reason());
    }

    /** @throws WireException if it is none */
    public static Choice readChoice(JsonIn in) {
        return new Choice(in.texts("ids"), in.optionalText("source"), in.optionalText("reason"));
    }

    private static JsonOut write(JsonOut out, QuarantineReport.Item r) {
        return out.text("id", r.id())
                .text("version", r.version())
                .text("source", r.source())
                .text("target", r.target())
                .text("since", r.since())
                .number("bytes", r.bytes())
                .text("kind", r.kind())
                .text("problem", r.problem());
    }

    private static QuarantineReport.Item readItem(JsonIn in) {
        return new QuarantineReport.Item(
                in.text("id"),
                in.text("version"),
                in.text("source"),
                in.text("target"),
                in.text("since"),
                in.number("bytes"),
                in.text("kind"),
                in.text("problem"));
    }
}
