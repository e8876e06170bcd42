package io.tidings.node.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/**
 * A chunk's signed provenance as bytes. Format 1: the number 1; the seals; then for each entry that has any the distance
 * of its stamp to the one before, its note, the digest of its object and its links, which name the seals by number.
 */
final class ChainCodec {
    private static final int FORMAT = 1;

    private ChainCodec() {}

    /** Empty if no entry has any. {@code chunk} is ascending by stamp. */
    static Optional<byte[]> write(List<NewEntry> chunk) {
        SortedMap<Long, StoredChain> chains = new TreeMap<>();
        for (NewEntry entry : chunk) {
            entry.chain().ifPresent(chain -> chains.put(entry.version().added(), chain));
        }
        return chains.isEmpty() ? Optional.empty() : Optional.of(write(chains));
    }

    /** @param chains by stamp; at least one */
    static byte[] write(SortedMap<Long, StoredChain> chains) {
        Map<StoredSeal, Integer> numbers = new HashMap<>();
        List<StoredSeal> seals = new ArrayList<>();
        var entries = new ByteSink(chains.size() * 80 + 64);
        long previous = 0;
        for (Map.Entry<Long, StoredChain> each : chains.entrySet()) {
            entries.writeNumber(each.getKey() - previous);
            previous = each.getKey();
            write(each.getValue(), entries, numbers, seals);
        }
        byte[] entryBytes = entries.toByteArray();
        var out = new ByteSink(entryBytes.length + seals.size() * 512 + 64);
        out.writeNumber(FORMAT);
        out.writeNumber(seals.size());
        seals.forEach(seal -> writeBytes(out, seal.content()));
        out.writeNumber(chains.size());
        out.write(entryBytes);
        return out.toByteArray();
    }

    private static void write(
            StoredChain chain, ByteSink out, Map<StoredSeal, Integer> numbers, List<StoredSeal> seals) {
        out.writeText(chain.note().orElse(""));
        out.writeNumber(chain.links().size());
        if (chain.links().isEmpty()) {
            return;
        }
        writeBytes(out, chain.object());
        for (StoredChain.Link link : chain.links()) {
            Integer number = numbers.get(link.seal());
            if (number == null) {
                number = seals.size();
                numbers.put(link.seal(), number);
                seals.add(link.seal());
            }
            out.writeNumber(number);
            out.writeNumber(link.place());
            writeBytes(out, link.salt());
        }
    }

    private static void writeBytes(ByteSink out, byte[] bytes) {
        out.writeNumber(bytes.length);
        out.write(bytes);
    }

    /** @param taker is given each entry's stamp and chain, in ascending order */
    static void read(byte[] written, ObjLongConsumer<StoredChain> taker) {
        var in = new ByteSource(written);
        int format = in.readCount();
        if (format != FORMAT) {
            throw new IllegalStateException("the database holds signed provenance of format " + format
                    + ", this program reads format " + FORMAT + ": use the program that wrote it");
        }
        List<StoredSeal> seals = new ArrayList<>();
        int sealCount = in.readCount();
        for (int i = 0; i < sealCount; i++) {
            seals.add(new StoredSeal(in.readBytes(in.readCount())));
        }
        int count = in.readCount();
        long added = 0;
        for (int i = 0; i < count; i++) {
            added += in.readNumber();
            taker.accept(readChain(in, seals), added);
        }
    }

    private static StoredChain readChain(ByteSource in, List<StoredSeal> seals) {
        String note = in.readText();
        int count = in.readCount();
        byte[] object = count == 0 ? new byte[0] : in.readBytes(in.readCount());
        StoredChain.Link[] links = new StoredChain.Link[count];
        for (int i = 0; i < count; i++) {
            StoredSeal seal = seals.get(in.readCount());
            int place = in.readCount();
            links[i] = new StoredChain.Link(seal, place, in.readBytes(in.readCount()));
        }
        return new StoredChain(object, List.of(links), note.isEmpty() ? Optional.empty() : Optional.of(note));
    }
}
