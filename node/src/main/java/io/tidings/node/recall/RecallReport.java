package io.tidings.node.recall;

import java.util.List;
import java.util.Optional;

/**
 * A recall for the operator. Times are RFC 3339 text.
 *
 * @param version the one version recalled; absent means all there were
 * @param own whether this node recalls
 * @param by organisation that recalls
 * @param standing whose word it is: {@code creator}, {@code giver}; {@code open} where nothing is held that would say,
 *     {@code unproven} where no key that counts is known
 * @param action what was done here: {@code removed}, {@code held}, {@code notified}, {@code kept}, {@code not-held},
 *     {@code forgotten}
 * @param entries it was about here
 * @param from peers that brought it
 */
public record RecallReport(
        String id,
        String object,
        Optional<String> version,
        String reason,
        String at,
        boolean own,
        String by,
        String standing,
        String action,
        long entries,
        List<String> from,
        List<Told> told) {
    public RecallReport {
        from = List.copyOf(from);
        told = List.copyOf(told);
    }

    /**
     * Someone who was given it.
     *
     * @param who principal
     * @param given when first
     * @param channel how
     * @param answers whether it could answer at all: a peer can, a client that only reads cannot
     */
    public record Told(String who, String given, String channel, boolean answers, Optional<Answer> answer) {}

    /**
     * What someone did.
     *
     * @param entries it was about there
     * @param peers that had it from there, and further on; {@code clients} likewise
     * @param answered of those; {@code acted} took it out of use
     * @param proven whether it is signed by a key that is known here
     */
    public record Answer(
            String at, String did, long entries, long peers, long clients, long answered, long acted, boolean proven) {}

    static RecallReport of(Recall recall) {
        return new RecallReport(
                recall.id().toString(),
                recall.what().object().value(),
                recall.what().version().map(version -> version.text()),
                recall.what().reason(),
                recall.what().at().toString(),
                recall.origin().own(),
                recall.origin().organisation(),
                recall.standing().name().toLowerCase(java.util.Locale.ROOT),
                recall.action().text(),
                recall.places().size(),
                recall.origin().from().keySet().stream().sorted().toList(),
                recall.told().entrySet().stream()
                        .sorted(java.util.Map.Entry.comparingByKey())
                        .map(each -> told(each.getKey(), each.getValue()))
                        .toList());
    }

    private static Told told(String who, Recall.Told told) {
        return new Told(
                who,
                told.at().toString(),
                told.channel(),
                who.startsWith("peer:"),
                told.answer().map(RecallReport::answer));
    }

    private static Answer answer(Acknowledgement answer) {
        return new Answer(
                answer.at().toString(),
                answer.did().text(),
                answer.entries(),
                answer.onward().peers(),
                answer.onward().clients(),
                answer.onward().answered(),
                answer.onward().acted(),
                answer.proven());
    }
}
