package io.tidings.node.metrics;

import io.tidings.node.intake.IntakeCounts;
import io.tidings.node.release.ReleaseCounts;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;

/** What passes the two doors, and where the logs stand. */
final class DoorSource implements Source {
    private final IntakeCounts intake;
    private final ReleaseCounts release;
    private final Store store;

    DoorSource(IntakeCounts intake, ReleaseCounts release, Store store) {
        this.intake = intake;
        this.release = release;
        this.store = store;
    }

    @Override
    public void collect(Scrape into) {
        into.counters(
                        "tidings_intake_objects",
                        "Objects offered, by road and what became of them.",
                        to -> intake.roads().forEach((road, count) -> {
                            to.value(count.stored(), "road", road, "outcome", "stored");
                            to.value(count.held(), "road", road, "outcome", "held");
                            to.value(count.conflict(), "road", road, "outcome", "conflict");
                            to.value(count.claimed(), "road", road, "outcome", "claimed");
                            to.value(count.refused(), "road", road, "outcome", "refused");
                        }))
                .counters(
                        "tidings_intake_bytes",
                        "Bytes of objects that passed the checks.",
                        to -> intake.roads().forEach((road, count) -> to.value(count.bytes(), "road", road)))
                .counters("tidings_intake_provenance", "What seals proved of objects from peers.", to -> {
                    to.value(intake.seals().verified(), "outcome", "verified");
                    to.value(intake.seals().doubtful(), "outcome", "doubtful");
                    to.value(intake.seals().unsigned(), "outcome", "unsigned");
                    to.value(intake.seals().broken(), "outcome", "broken");
                    to.value(intake.seals().circled(), "outcome", "circled");
                    to.value(intake.seals().provenLater(), "outcome", "proven-later");
                })
                .counters(
                        "tidings_intake_sensitive",
                        "Sensitive data found in objects that were held aside for it, by kind.",
                        to -> intake.sensitive().forEach((kind, count) -> to.value(count, "kind", kind.text())))
                .counters(
                        "tidings_release_pages",
                        "Pages given, empty ones too.",
                        to -> release.channels()
                                .forEach((channel, count) -> to.value(count.pages(), "channel", channel)))
                .counters(
                        "tidings_release_objects",
                        "Objects given or described.",
                        to -> release.channels()
                                .forEach((channel, count) -> to.value(count.objects(), "channel", channel)))
                .counters(
                        "tidings_release_bytes",
                        "Bytes of objects given or described.",
                        to -> release.channels()
                                .forEach((channel, count) -> to.value(count.bytes(), "channel", channel)))
                .sums(
                        "tidings_release_seconds",
                        "From choosing a page to its durable record.",
                        to -> release.channels()
                                .forEach((channel, count) ->
                                        to.sum(count.pages(), count.nanos() / 1e9, "channel", channel)));
        into.counters("tidings_collection_entries_written", "New entries since the start.", to -> {
            for (StoredCollection each : store.collections()) {
                to.value(intake.entriesWritten(each.id()), "collection", each.name());
            }
        });
        into.gauges(
                "tidings_collection_last_added_timestamp_seconds",
                "date_added of the newest entry, 0 if empty.",
                to -> {
                    for (StoredCollection each : store.collections()) {
                        to.value(store.lastAdded(each.id()) / 1e6, "collection", each.name());
                    }
                });
    }
}
