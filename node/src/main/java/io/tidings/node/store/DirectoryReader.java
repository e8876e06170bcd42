package io.tidings.node.store;

import io.tidings.node.store.DirectoryWriter.Flag;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.GranularMarking;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.time.StixTimestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the entries out of a chunk's directory, one after another. Format: {@link DirectoryWriter}. */
final class DirectoryReader {
    private final ByteSource in;
    private final String[] texts;
    private final List<List<String>> lists;
    private final List<Optional<List<StixId>>> idLists;
    private final List<List<GranularMarking>> granular;
    private final Optional<StixId>[] ids;
    private int remaining;
    private long added;
    private long offset;

    /** An entry's place in the log and among the chunk's bytes, with its head. */
    record Located(long added, long offset, int length, Head head) {}

    /** @throws IllegalStateException if the directory has a format that this program does not know */
    DirectoryReader(byte[] directory, long firstAdded) {
        in = new ByteSource(directory);
        int format = in.readCount();
        if (format != DirectoryWriter.FORMAT) {
            throw new IllegalStateException("the database holds a chunk directory of format " + format
                    + ", this program reads format " + DirectoryWriter.FORMAT + ": use the program that wrote it");
        }
        texts = new String[in.readCount()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = in.readText();
        }
        ids = emptyIds(texts.length);
        lists = readLists();
        idLists = new ArrayList<>(lists.size());
        lists.forEach(list -> idLists.add(Optional.empty()));
        granular = readGranular();
        remaining = in.readCount();
        added = firstAdded;
    }

    boolean hasNext() {
        return remaining > 0;
    }

    /** How many entries are still to come. */
    int remaining() {
        return remaining;
    }

    /** The next entry, ascending by stamp. */
    Located next() {
        remaining--;
        int flags = in.readByte();
        added += in.readNumber();
        int length = in.readCount();
        var located = new Located(added, offset, length, readHead(flags));
        offset += length + 1L; // the comma
        return located;
    }

    private Head readHead(int flags) {
        var id = new StixId(in.readText());
        SpecVersion spec = has(flags, Flag.OTHER_SPEC) ? VersionKey.specVersion(in.readCount()) : SpecVersion.V2_1;
        Optional<StixTimestamp> created = has(flags, Flag.CREATED) ? readTimestamp() : Optional.empty();
        Optional<StixTimestamp> modified =
                has(flags, Flag.UNMODIFIED) ? created : has(flags, Flag.MODIFIED) ? readTimestamp() : Optional.empty();
        Optional<StixId> creator = has(flags, Flag.CREATOR) ? Optional.of(id(in.readCount())) : Optional.empty();
        List<StixId> markings = idList(in.readCount());
        List<String> labels = lists.get(in.readCount());
        List<GranularMarking> granularMarkings = has(flags, Flag.GRANULAR) ? granular.get(in.readCount()) : List.of();
        return new Head(
                id, spec, created, modified, creator, has(flags, Flag.REVOKED), markings, granularMarkings, labels);
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    private Optional<StixTimestamp> readTimestamp() {
        return Optional.of(StixTimestamp.of(in.readText()));
    }

    private StixId id(int text) {
        if (ids[text].isEmpty()) {
            ids[text] = Optional.of(new StixId(texts[text]));
        }
        return ids[text].get();
    }

    private List<StixId> idList(int number) {
        Optional<List<StixId>> known = idLists.get(number);
        if (known.isPresent()) {
            return known.get();
        }
        List<StixId> read = lists.get(number).stream().map(StixId::new).toList();
        List<StixId> copy = List.copyOf(read); // so that the head's own copy costs nothing
        idLists.set(number, Optional.of(copy));
        return copy;
    }

    private List<List<String>> readLists() {
        int count = in.readCount();
        List<List<String>> read = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String[] members = new String[in.readCount()];
            for (int j = 0; j < members.length; j++) {
                members[j] = texts[in.readCount()];
            }
            read.add(List.of(members));
        }
        return read;
    }

    private List<List<GranularMarking>> readGranular() {
        int count = in.readCount();
        List<List<GranularMarking>> read = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            GranularMarking[] markings = new GranularMarking[in.readCount()];
            for (int j = 0; j < markings.length; j++) {
                int ref = in.readCount();
                int lang = in.readCount();
                markings[j] = new GranularMarking(
                        ref == 0 ? Optional.empty() : Optional.of(id(ref - 1)),
                        lang == 0 ? Optional.empty() : Optional.of(texts[lang - 1]),
                        lists.get(in.readCount()));
            }
            read.add(List.of(markings));
        }
        return read;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays
    private static Optional<StixId>[] emptyIds(int count) {
        Optional<StixId>[] made = new Optional[count];
        java.util.Arrays.fill(made, Optional.empty());
        return made;
    }
}
