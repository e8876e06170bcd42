package io.tidings.benchmark.stix;

import io.tidings.stix.pattern.Pattern;
import io.tidings.stix.pattern.match.Matches;
import io.tidings.stix.pattern.match.Observation;
import io.tidings.stix.pattern.match.PatternSet;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One observation against 10,000 compiled patterns; an operation is the observation. */
@State(Scope.Benchmark)
public class MatchingBenchmark {
    private static final int PATTERNS = 10_000;

    /** Equality is looked up in an index; the other two are evaluated one by one, since all are of the object's path. */
    public enum Test {
        EQUAL("= '198.51.%d.%d'"),
        LIKE("LIKE '%%.host%d-%d.example'"),
        MATCHES("MATCHES '^198\\\\.51\\\\.%d\\\\.%d$'");

        private final String format;

        Test(String format) {
            this.format = format;
        }
    }

    @Param
    public Test test = Test.EQUAL;

    private PatternSet<Integer> patterns = PatternSet.<Integer>builder().build();
    private final List<Observation> observations = List.of(traffic());

    @Setup
    public void prepare() throws MalformedPatternException {
        PatternSet.Builder<Integer> builder = PatternSet.builder();
        for (int i = 0; i < PATTERNS; i++) {
            String condition = test.format.formatted(i / 250, i % 250);
            builder.add(
                    i,
                    Pattern.parse("[network-traffic:dst_ref.value " + condition + "]")
                            .root());
        }
        patterns = builder.build();
        int expected = test == Test.LIKE ? 0 : 1;
        if (match().matched().size() != expected) {
            throw new IllegalStateException("matched " + match().matched());
        }
    }

    @Benchmark
    public Matches<Integer> match() {
        return patterns.match(observations);
    }

    private static Observation traffic() {
        JsonObject address = object("ipv4-addr", "a", "value", "198.51.20.7");
        JsonObject traffic = object("network-traffic", "t", "dst_ref", "a");
        return Observation.of(StixTimestamp.of("2026-01-01T00:00:00Z"), List.of(address, traffic));
    }

    private static JsonObject object(String type, String id, String name, String value) {
        Map<String, JsonValue> members =
                Map.of("type", new JsonString(type), "id", new JsonString(id), name, new JsonString(value));
        return new JsonObject(members);
    }
}
