package io.tidings.node.api.wire;

import io.tidings.node.recall.RecallReport;

/** The JSON of recalls: members are named as the records' components. */
public final class RecallForms {
    private static final JsonForm<RecallReport.Answer> ANSWER = JsonForm.of(
            (out, r) -> out.text("at", r.at())
                    .text("did", r.did())
                    .number("entries", r.entries())
                    .number("peers", r.peers())
                    .number("clients", r.clients())
                    .number("answered", r.answered())
                    .number("acted", r.acted())
                    .flag("proven", r.proven()),
            in -> new RecallReport.Answer(
                    in.text("at"),
                    in.text("did"),
                    in.number("entries"),
                    in.number("peers"),
                    in.number("clients"),
                    in.number("answered"),
                    in.number("acted"),
                    in.flag("proven")));

    private static final JsonForm<RecallReport.Told> TOLD = JsonForm.of(
            (out, r) -> out.text("who", r.who())
                    .text("given", r.given())
                    .text("channel", r.channel())
                    .flag("answers", r.answers())
                    .list("answer", ANSWER, r.answer().stream().toList()),
            in -> new RecallReport.Told(
                    in.text("who"),
                    in.text("given"),
                    in.text("channel"),
                    in.flag("answers"),
                    in.list("answer", ANSWER).stream().findFirst()));

    /** A recall. */
    public static final JsonForm<RecallReport> RECALL = JsonForm.of(
            (out, r) -> out.text("id", r.id())
                    .text("object", r.object())
                    .text("version", r.version())
                    .text("reason", r.reason())
                    .text("at", r.at())
                    .flag("own", r.own())
                    .text("by", r.by())
                    .text("standing", r.standing())
                    .text("action", r.action())
                    .number("entries", r.entries())
                    .texts("from", r.from())
                    .list("told", TOLD, r.told()),
            in -> new RecallReport(
                    in.text("id"),
                    in.text("object"),
                    in.optionalText("version"),
                    in.text("reason"),
                    in.text("at"),
                    in.flag("own"),
                    in.text("by"),
                    in.text("standing"),
                    in.text("action"),
                    in.number("entries"),
                    in.texts("from"),
                    in.list("told", TOLD)));

    private RecallForms() {}
}
