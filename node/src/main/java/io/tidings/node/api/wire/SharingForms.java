package io.tidings.node.api.wire;

import io.tidings.node.operations.AuditReport;
import io.tidings.node.operations.CutReport;
import io.tidings.node.operations.GivenReport;
import io.tidings.node.operations.LeaveReport;

/** The JSON of what is said of sharing and its end: members are named as the records' components. */
public final class SharingForms {
    /** A cut in force. */
    public static final JsonForm<CutReport> CUT = JsonForm.of(
            (out, r) -> out.text("who", r.who()).text("since", r.since()).text("reason", r.reason()),
            in -> new CutReport(in.text("who"), in.text("since"), in.optionalText("reason")));

    private static final JsonForm<GivenReport.Page> PAGE = JsonForm.of(
            (out, r) -> out.text("at", r.at())
                    .text("channel", r.channel())
                    .text("collection", r.collection())
                    .number("entries", r.entries())
                    .text("first", r.first())
                    .text("last", r.last())
                    .text("query", r.query())
                    .text("rules", r.rules())
                    .texts("objects", r.objects()),
            in -> new GivenReport.Page(
                    in.text("at"),
                    in.text("channel"),
                    in.text("collection"),
                    in.number("entries"),
                    in.text("first"),
                    in.text("last"),
                    in.text("query"),
                    in.text("rules"),
                    in.texts("objects")));

    /** What was given to someone. */
    public static final JsonForm<GivenReport> GIVEN = JsonForm.of(
            (out, r) -> out.text("principal", r.principal())
                    .list("pages", PAGE, r.pages())
                    .flag("more", r.more()),
            in -> new GivenReport(in.text("principal"), in.list("pages", PAGE), in.flag("more")));

    /** The end of an agreement. */
    public static final JsonForm<LeaveReport> LEFT = JsonForm.of(
            (out, r) -> out.text("peer", r.peer())
                    .number("givenEntries", r.givenEntries())
                    .number("heldEntries", r.heldEntries())
                    .number("destroyedEntries", r.destroyedEntries())
                    .texts("duties", r.duties())
                    .text("agreement", r.agreement())
                    .text("record", r.record()),
            in -> new LeaveReport(
                    in.text("peer"),
                    in.number("givenEntries"),
                    in.number("heldEntries"),
                    in.number("destroyedEntries"),
                    in.texts("duties"),
                    in.text("agreement"),
                    in.text("record")));

    /** Where the audit log ends. */
    public static final JsonForm<AuditReport> AUDIT = JsonForm.of(
            (out, r) -> out.text("head", r.head())
                    .text("remembered", r.remembered())
                    .text("checkpoint", r.checkpoint())
                    .text("key", r.key()),
            in -> new AuditReport(
                    in.text("head"), in.optionalText("remembered"), in.optionalText("checkpoint"), in.text("key")));

    private SharingForms() {}
}
