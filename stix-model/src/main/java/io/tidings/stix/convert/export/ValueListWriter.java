package io.tidings.stix.convert.export;

import io.tidings.stix.convert.ObjectSink;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.pattern.extract.IndicatorKind;
import io.tidings.stix.pattern.extract.PlainIndicator;
import io.tidings.stix.pattern.extract.PlainIndicator.Relation;
import io.tidings.stix.pattern.extract.PlainIndicator.Role;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the values of live indicators, one a line, for what takes nothing else: firewalls, resolvers, sensors.
 *
 * <p>An indicator is live if it is not revoked, valid at the given time, and the value alone makes its pattern match: what
 * only counts together with something else would block too much. Give the last version of each object only; an older
 * one is not known to be outdated here. Closing closes the stream.
 */
public final class ValueListWriter implements ObjectSink, Closeable {
    /** Repeated values are left out within so many. */
    private static final int WINDOW = 1 << 16;

    private final OutputStream out;
    private final Set<IndicatorKind> kinds;
    private final Optional<String> algorithm;
    private final StixTimestamp at;
    private final Map<String, Boolean> recent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > WINDOW;
        }
    };
    private long written;
    private long leftOut;

    /**
     * @param kinds of values to write, such as addresses and networks of both families
     * @param algorithm of digests, {@code SHA-256}; empty for any
     * @param at when the indicators have to be valid
     */
    public ValueListWriter(OutputStream out, Set<IndicatorKind> kinds, Optional<String> algorithm, Instant at) {
        this.out = out;
        this.kinds = Set.copyOf(kinds);
        this.algorithm = algorithm;
        this.at = StixTimestamp.of(at);
    }

    @Override
    public void accept(StixObject object) throws IOException {
        if (!object.type().equals("indicator")) {
            return;
        }
        JsonObject json = Content.of(object);
        if (object.head().revoked() || !isValid(json)) {
            leftOut++;
            return;
        }
        for (PlainIndicator indicator : Content.indicators(json)) {
            boolean wanted = kinds.contains(indicator.kind())
                    && (algorithm.isEmpty() || algorithm.equals(indicator.algorithm()));
            if (wanted && isPlain(indicator)) {
                write(indicator.key());
            } else if (wanted) {
                leftOut++;
            }
        }
    }

    /** How many lines. */
    public long written() {
        return written;
    }

    /** How many indicators of the wanted kinds were not live, or could not stand in a list. */
    public long leftOut() {
        return leftOut;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private boolean isValid(JsonObject json) {
        Optional<StixTimestamp> from = json.text("valid_from").flatMap(StixTimestamp::parse);
        Optional<StixTimestamp> until = json.text("valid_until").flatMap(StixTimestamp::parse);
        // An end that cannot be read is taken for one that has come.
        boolean ended = json.has("valid_until")
                && until.filter(time -> at.compareTo(time) < 0).isEmpty();
        return from.filter(time -> at.compareTo(time) >= 0).isPresent() && !ended;
    }

    private static boolean isPlain(PlainIndicator indicator) {
        // A line break inside would make a line of its own.
        boolean oneLine =
                indicator.key().codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
        return indicator.role() == Role.ALONE
                && indicator.relation() != Relation.AROUND
                && !indicator.qualified()
                && oneLine;
    }

    private void write(String value) throws IOException {
        if (recent.put(value, true) == null) {
            out.write((value + "\n").getBytes(StandardCharsets.UTF_8));
            written++;
        }
    }
}
