package io.tidings.benchmark.stix;

import io.tidings.stix.pattern.Pattern;
import io.tidings.stix.pattern.match.CompiledPattern;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.pattern.syntax.PatternFinding;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is done with one pattern, as indicators have it; an operation is a pattern. */
@State(Scope.Benchmark)
public class PatternBenchmark {
    private static final String TYPICAL = "[file:hashes.'SHA-256' = "
            + "'aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f' AND file:name = 'report.exe']";

    private Pattern pattern;

    public PatternBenchmark() {
        pattern = parsed();
    }

    @Setup
    public void prepare() {
        pattern = parsed();
    }

    private static Pattern parsed() {
        try {
            return Pattern.parse(TYPICAL);
        } catch (MalformedPatternException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Benchmark
    public Pattern parse() throws MalformedPatternException {
        return Pattern.parse(TYPICAL);
    }

    @Benchmark
    public List<PatternFinding> check() {
        return pattern.check();
    }

    @Benchmark
    public CompiledPattern compile() {
        return pattern.compile();
    }
}
