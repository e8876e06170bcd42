package io.tidings.stix.convert;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.convert.Remark.Kind;
import io.tidings.stix.object.StixObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Passes the objects of one run on and keeps its report. An object given a second time within the last {@value #WINDOW}
 * is passed over; a different one under the same identifier and version is left out with a remark (S-038).
 */
public final class Recorder {
    private static final int WINDOW = 1 << 16;
    /** What a person may still read; the rest is counted. */
    private static final int MOST_REMARKS = 10_000;

    private final ObjectSink sink;
    private final Map<String, Integer> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > WINDOW;
        }
    };
    private final Map<String, Long> made = new TreeMap<>();
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<Remark> remarks = new ArrayList<>();
    private long read;
    private long repeated;

    public Recorder(ObjectSink sink) {
        this.sink = sink;
    }

    /** One more line, row, event or object of the input was read. */
    public void read() {
        read++;
    }

    /**
     * Passes {@code object} on unless it came before.
     *
     * @param place of what it was made of
     */
    public void give(StixObject object, String place) throws IOException {
        ByteSlice bytes = object.bytes();
        boolean versioned = object.head().isVersioned();
        String key = object.id() + " " + object.head().version().sortKey() + (versioned ? "" : bytes.hashCode());
        Integer before = seen.put(key, bytes.hashCode());
        if (before == null) {
            made.merge(object.type(), 1L, Long::sum);
            sink.accept(object);
        } else if (before == bytes.hashCode()) {
            repeated++;
        } else {
            seen.put(key, before);
            remark(
                    Kind.NOT_CARRIED,
                    place,
                    object.id().value(),
                    "the same came before with other properties and the same time; the first one counts (S-038)");
        }
    }

    public void remark(Kind kind, String place, String subject, String text) {
        counts.merge(kind, 1L, Long::sum);
        if (remarks.size() < MOST_REMARKS) {
            remarks.add(new Remark(kind, place, subject, text));
        }
    }

    /** What is so far. */
    public ConversionReport report() {
        return new ConversionReport(read, made, repeated, counts, remarks);
    }
}
