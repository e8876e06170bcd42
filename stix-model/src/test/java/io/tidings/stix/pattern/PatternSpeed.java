package io.tidings.stix.pattern;

import io.tidings.stix.pattern.match.Observation;
import io.tidings.stix.pattern.match.PatternSet;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Prints the CPU time of parsing, checking and matching patterns. Run by hand: {@code main}. */
final class PatternSpeed {
    private static final String TYPICAL = "[file:hashes.'SHA-256' = "
            + "'aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f' AND file:name = 'report.exe']";
    private static final int MANY = 10_000;

    private PatternSpeed() {}

    public static void main(String[] arguments) throws Exception {
        report("parse", 200_000, () -> Pattern.parse(TYPICAL));
        Pattern pattern = Pattern.parse(TYPICAL);
        report("check", 100_000, pattern::check);
        report("print", 100_000, pattern::print);
        report("compile", 100_000, pattern::compile);
        List<Observation> observations = List.of(traffic());
        for (String test :
                List.of("= '198.51.%d.%d'", "LIKE '%%.host%d-%d.example'", "MATCHES '^198\\\\.51\\\\.%d\\\\.%d$'")) {
            PatternSet<Integer> set = set("[network-traffic:dst_ref.value " + test + "]");
            report(MANY + " patterns " + test, 200, () -> set.match(observations));
        }
    }

    private static PatternSet<Integer> set(String format) throws MalformedPatternException {
        PatternSet.Builder<Integer> builder = PatternSet.builder();
        for (int i = 0; i < MANY; i++) {
            builder.add(
                    i, Pattern.parse(String.format(format, i / 250, i % 250)).root());
        }
        return builder.build();
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

    private static void report(String what, int times, Callable<?> work) throws Exception {
        Object last = "";
        for (int i = 0; i < times; i++) {
            last = work.call();
        }
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            last = work.call();
        }
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        System.out.printf("%s: %.2f µs each%s%n", what, spent / 1e3 / times, last == null ? " (nothing)" : "");
    }
}
