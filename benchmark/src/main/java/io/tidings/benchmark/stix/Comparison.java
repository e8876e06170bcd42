package io.tidings.benchmark.stix;

import com.sun.management.OperatingSystemMXBean;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.pattern.Pattern;
import io.tidings.stix.pattern.PatternRules;
import io.tidings.stix.pattern.match.Answer;
import io.tidings.stix.pattern.match.CompiledPattern;
import io.tidings.stix.pattern.match.Observation;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.validate.BundleCheck;
import io.tidings.stix.validate.Validator;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One side of the comparison with the Python libraries; {@code compare.py} does the same work in the same order.
 * Arguments: a folder with {@code patterns.txt} and {@code observation.json}, then bundles. Prints for each task its
 * name, the number of things done in a pass, and the microseconds of processor time for each of them.
 */
public final class Comparison {
    /** Of processor time, for each task, to warm up and then to measure; at least one pass each. */
    private static final double SECONDS = 5;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long kept;

    private interface Task {
        /** How many things were done. */
        int pass() throws IOException, MalformedContentException, MalformedPatternException;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        List<byte[]> bundles = new ArrayList<>();
        for (String file : List.of(arguments).subList(1, arguments.length)) {
            bundles.add(Feed.file(Path.of(file)));
        }
        Comparison comparison = new Comparison();
        comparison.content(bundles);
        comparison.patterns(
                Files.readAllLines(folder.resolve("patterns.txt")), observation(folder.resolve("observation.json")));
        if (comparison.kept == 0) {
            throw new IllegalStateException("nothing was read");
        }
    }

    private void content(List<byte[]> bundles)
            throws IOException, MalformedContentException, MalformedPatternException {
        if (bundles.isEmpty()) {
            return;
        }
        report("parse", () -> {
            int objects = 0;
            for (byte[] bundle : bundles) {
                objects += parse(bundle);
            }
            return objects;
        });
        Validator validator = Validator.with(new PatternRules());
        report("validate", () -> {
            int objects = 0;
            for (byte[] bundle : bundles) {
                objects += validate(validator, bundle);
            }
            return objects;
        });
    }

    private int parse(byte[] bundle) throws IOException, MalformedContentException {
        int objects = 0;
        try (ContentReader reader = ContentReader.over(bundle, ContentBounds.standard())) {
            for (Optional<Element> next = reader.next(); next.isPresent(); next = reader.next()) {
                kept += EveryProperty.read(((Element.Sound) next.get()).object());
                objects++;
            }
        }
        return objects;
    }

    private int validate(Validator validator, byte[] bundle) throws IOException, MalformedContentException {
        int objects = 0;
        BundleCheck check = BundleCheck.within(64 << 20);
        try (ContentReader reader = ContentReader.over(bundle, ContentBounds.standard())) {
            for (Optional<Element> next = reader.next(); next.isPresent(); next = reader.next()) {
                Element.Sound sound = (Element.Sound) next.get();
                kept += validator.validate(sound.object()).all().size();
                kept += check.accept(sound.object()).all().size();
                objects++;
            }
            kept += check.finish(reader.wrapper()).all().size();
        }
        return objects;
    }

    private void patterns(List<String> patterns, JsonObject bundle)
            throws IOException, MalformedContentException, MalformedPatternException {
        report("pattern parse", () -> {
            for (String pattern : patterns) {
                kept += Pattern.parse(pattern).text().length();
            }
            return patterns.size();
        });
        report("pattern check", () -> {
            for (String pattern : patterns) {
                kept += Pattern.parse(pattern).check().size();
            }
            return patterns.size();
        });
        List<CompiledPattern> compiled = new ArrayList<>();
        for (String pattern : patterns) {
            compiled.add(Pattern.parse(pattern).compile());
        }
        long matching = compiled.stream()
                .filter(pattern -> pattern.match(List.of(observed(bundle))) == Answer.MATCH)
                .count();
        // One by one. The observation is read once for all of them, as a matcher's user would; the other side can only
        // be
        // given the bundle.
        report("pattern match, " + matching + " of " + patterns.size() + " match", () -> {
            List<Observation> observations = List.of(observed(bundle));
            for (CompiledPattern pattern : compiled) {
                kept += pattern.match(observations) == Answer.MATCH ? 1 : 0;
            }
            return compiled.size();
        });
    }

    private static JsonObject observation(Path file) throws IOException, MalformedContentException {
        return JsonValue.read(ByteSlice.of(Files.readAllBytes(file)), ContentBounds.standard())
                .asObject()
                .orElseThrow();
    }

    private static Observation observed(JsonObject bundle) {
        Map<String, JsonObject> objects = new TreeMap<>();
        for (JsonValue each :
                bundle.get("objects").flatMap(JsonValue::asList).orElseThrow().items()) {
            JsonObject object = each.asObject().orElseThrow();
            objects.put(object.text("id").orElseThrow(), object);
        }
        JsonObject data = objects.values().stream()
                .filter(object ->
                        object.text("type").filter("observed-data"::equals).isPresent())
                .findFirst()
                .orElseThrow();
        return Observation.read(data, id -> Optional.ofNullable(objects.get(id)))
                .orElseThrow();
    }

    private void report(String name, Task task)
            throws IOException, MalformedContentException, MalformedPatternException {
        spend(task);
        double[] spent = spend(task);
        System.out.printf("%s\t%d\t%.3f%n", name, (long) spent[0], spent[1] * 1e6 / spent[2]);
    }

    /** Things in a pass, seconds, things in all. */
    private double[] spend(Task task) throws IOException, MalformedContentException, MalformedPatternException {
        long start = system.getProcessCpuTime();
        double things = 0;
        int pass;
        double seconds;
        do {
            pass = task.pass();
            things += pass;
            seconds = (system.getProcessCpuTime() - start) / 1e9;
        } while (seconds < SECONDS);
        return new double[] {pass, seconds, things};
    }
}
