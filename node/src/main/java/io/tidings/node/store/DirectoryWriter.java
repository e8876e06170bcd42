package io.tidings.node.store;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.GranularMarking;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.SpecVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a chunk's directory: the heads of its entries, so that selection never parses an object again.
 *
 * <p>Format 1: the number 1; the texts that entries share (creators, markings, labels, selectors); the lists of those;
 * the granular markings and the lists of those; then for each entry its {@link Flag}s, the distance of its stamp to the
 * one before, its length and the parts of its head. All numbers and texts as in {@link ByteSink}.
 */
final class DirectoryWriter {
    static final int FORMAT = 1;

    /** What an entry's flag byte says; anything absent is not written. */
    static final class Flag {
        static final int REVOKED = 1;
        static final int CREATED = 1 << 1;
        static final int MODIFIED = 1 << 2;
        /** {@code modified} is the same text as {@code created} and not written again. */
        static final int UNMODIFIED = 1 << 3;

        static final int CREATOR = 1 << 4;
        static final int OTHER_SPEC = 1 << 5;
        static final int GRANULAR = 1 << 6;

        private Flag() {}
    }

    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final Map<List<Integer>, Integer> lists = new LinkedHashMap<>();
    private final Map<List<String>, Integer> listsOfTexts = new HashMap<>();
    private final Map<List<GranularMarking>, Integer> granular = new LinkedHashMap<>();
    private final ByteSink entries;

    private DirectoryWriter(int count) {
        entries = new ByteSink(count * 128 + 64);
    }

    /** @param chunk ascending by stamp */
    static byte[] write(List<NewEntry> chunk) {
        var writer = new DirectoryWriter(chunk.size());
        long previous = chunk.get(0).version().added();
        for (NewEntry entry : chunk) {
            long added = entry.version().added();
            writer.write(
                    entry.object().head(),
                    added - previous,
                    entry.object().bytes().length());
            previous = added;
        }
        return writer.finish(chunk.size());
    }

    private void write(Head head, long distance, int length) {
        entries.writeByte(flags(head));
        entries.writeNumber(distance);
        entries.writeNumber(length);
        entries.writeText(head.id().value());
        if (!head.specVersion().equals(SpecVersion.V2_1)) {
            entries.writeNumber(VersionKey.spec(head));
        }
        head.created().ifPresent(created -> entries.writeText(created.text()));
        if (!isUnmodified(head)) {
            head.modified().ifPresent(modified -> entries.writeText(modified.text()));
        }
        head.createdByRef().ifPresent(creator -> entries.writeNumber(text(creator.value())));
        entries.writeNumber(ids(head.objectMarkingRefs()));
        entries.writeNumber(list(head.labels()));
        if (!head.granularMarkings().isEmpty()) {
            entries.writeNumber(numbered(granular, head.granularMarkings()));
        }
    }

    private static int flags(Head head) {
        return (head.revoked() ? Flag.REVOKED : 0)
                | (head.created().isPresent() ? Flag.CREATED : 0)
                | (head.modified().isPresent() ? Flag.MODIFIED : 0)
                | (isUnmodified(head) ? Flag.UNMODIFIED : 0)
                | (head.createdByRef().isPresent() ? Flag.CREATOR : 0)
                | (head.specVersion().equals(SpecVersion.V2_1) ? 0 : Flag.OTHER_SPEC)
                | (head.granularMarkings().isEmpty() ? 0 : Flag.GRANULAR);
    }

    // By text: timestamps that are merely equal must come back as they were written.
    private static boolean isUnmodified(Head head) {
        return head.modified().isPresent()
                && head.created().isPresent()
                && head.modified().get().text().equals(head.created().get().text());
    }

    private int text(String text) {
        return numbered(texts, text);
    }

    private int list(List<String> members) {
        Integer known = listsOfTexts.get(members);
        if (known != null) {
            return known;
        }
        int number = newList(members);
        listsOfTexts.put(members, number);
        return number;
    }

    private int ids(List<StixId> members) {
        return members.size() == 1
                ? list(List.of(members.get(0).value()))
                : list(members.stream().map(StixId::value).toList());
    }

    private int newList(List<String> members) {
        List<Integer> numbers = new ArrayList<>(members.size());
        for (String member : members) {
            numbers.add(text(member));
        }
        return numbered(lists, numbers);
    }

    private static <T> int numbered(Map<T, Integer> table, T value) {
        Integer known = table.get(value);
        if (known != null) {
            return known;
        }
        int number = table.size();
        table.put(value, number);
        return number;
    }

    private byte[] finish(int count) {
        ByteSink granularLists = granularLists(); // first: it adds texts and lists
        byte[] granularBytes = granularLists.toByteArray();
        byte[] entryBytes = entries.toByteArray();
        var out = new ByteSink(entryBytes.length + granularBytes.length + 1024);
        out.writeNumber(FORMAT);
        out.writeNumber(texts.size());
        texts.keySet().forEach(out::writeText);
        out.writeNumber(lists.size());
        for (List<Integer> list : lists.keySet()) {
            out.writeNumber(list.size());
            list.forEach(out::writeNumber);
        }
        out.write(granularBytes);
        out.writeNumber(count);
        out.write(entryBytes);
        return out.toByteArray();
    }

    private ByteSink granularLists() {
        var out = new ByteSink(64);
        out.writeNumber(granular.size());
        for (List<GranularMarking> markings : granular.keySet()) {
            out.writeNumber(markings.size());
            for (GranularMarking marking : markings) {
                // 0 stands for absent.
                out.writeNumber(
                        marking.markingRef().map(ref -> text(ref.value()) + 1).orElse(0));
                out.writeNumber(marking.lang().map(lang -> text(lang) + 1).orElse(0));
                out.writeNumber(list(marking.selectors()));
            }
        }
        return out;
    }
}
