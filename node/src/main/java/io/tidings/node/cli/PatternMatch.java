package io.tidings.node.cli;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.pattern.Pattern;
import io.tidings.stix.pattern.match.Matches;
import io.tidings.stix.pattern.match.Observation;
import io.tidings.stix.pattern.match.PatternSet;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings pattern match}: needs no node. */
@Command(
        name = "match",
        description = "Match STIX patterns against the observed-data objects of bundles. Ends with 3 if none matches.")
final class PatternMatch implements Callable<Integer> {
    /** What is matched is held in memory as values, which take several times their text. */
    private static final long MOST_BYTES = 64L << 20;

    private final Session session;
    private final ContentBounds bounds = ContentBounds.standard();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Bundles or envelopes, plain or gzip.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--pattern", paramLabel = "PATTERN", description = "A pattern. May be repeated.")
    private List<String> given = new ArrayList<>();

    @Option(names = "--patterns", paramLabel = "FILE", description = "Patterns, one a line; - is standard input.")
    private Optional<String> patternFile = Optional.empty();

    @Option(
            names = "--patterns-from",
            paramLabel = "FILE",
            description = "The patterns of all STIX indicators in a bundle. May be repeated.")
    private List<Path> patternBundles = new ArrayList<>();

    @Mixin
    private JsonOption json = new JsonOption();

    PatternMatch(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<String> patterns = new ArrayList<>();
        for (Path bundle : patternBundles) {
            patterns.addAll(IndicatorPatterns.of(bundle, bounds, session.terminal()));
        }
        if (patternBundles.isEmpty() || !given.isEmpty() || patternFile.isPresent()) {
            patterns.addAll(PatternInput.read(given, patternFile, session));
        }
        PatternSet<Integer> set = compiled(patterns);
        Matches<Integer> matches = set.match(observations());
        Set<Integer> matched = new HashSet<>(matches.matched());
        Set<Integer> undecided = new HashSet<>(matches.undecided());
        for (int i = 0; i < patterns.size(); i++) {
            String pattern = patterns.get(i);
            String answer = matched.contains(i) ? "match" : undecided.contains(i) ? "undecided" : "no match";
            session.terminal()
                    .print(
                            json.isSet()
                                    ? JsonForm.text(
                                            out -> out.text("answer", answer).text("pattern", pattern))
                                    : String.format("%-9s  %s", answer, Table.shown(pattern)));
        }
        return (matched.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK).number();
    }

    private static PatternSet<Integer> compiled(List<String> patterns) {
        PatternSet.Builder<Integer> set = PatternSet.builder();
        for (int i = 0; i < patterns.size(); i++) {
            try {
                set.add(i, Pattern.parse(patterns.get(i)).root());
            } catch (MalformedPatternException none) {
                throw new CommandFailure(ExitCode.REFUSED, "pattern " + (i + 1) + ": " + none.getMessage(), none);
            }
        }
        return set.build();
    }

    private List<Observation> observations() throws IOException, MalformedContentException {
        List<StixObject> observed = new ArrayList<>();
        Map<String, StixObject> byId = new HashMap<>();
        long bytes = 0;
        for (Path file : files) {
            try (ContentReader reader = ContentReader.over(new FileContent(file).open(), bounds)) {
                for (Optional<Element> e = reader.next(); e.isPresent(); e = reader.next()) {
                    if (!(e.get() instanceof Element.Sound sound)) {
                        continue;
                    }
                    StixObject object = sound.object();
                    bytes += object.bytes().length();
                    if (bytes > MOST_BYTES) {
                        throw new CommandFailure(
                                ExitCode.REFUSED,
                                "more than " + (MOST_BYTES >> 20) + " MiB of objects; match them in parts");
                    }
                    byId.put(object.id().value(), object);
                    if (object.type().equals("observed-data")) {
                        observed.add(object);
                    }
                }
            }
        }
        List<Observation> observations = new ArrayList<>();
        for (StixObject each : observed) {
            Observation.read(each, id -> Optional.ofNullable(byId.get(id)), bounds)
                    .ifPresent(observations::add);
        }
        session.terminal().note(observations.size() + " observations");
        return observations;
    }
}
