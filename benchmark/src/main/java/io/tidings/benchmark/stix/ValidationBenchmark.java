package io.tidings.benchmark.stix;

import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.pattern.PatternRules;
import io.tidings.stix.validate.BundleCheck;
import io.tidings.stix.validate.Validator;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** All rules of one object, its pattern's included, as at intake; an operation is an indicator. */
@State(Scope.Benchmark)
public class ValidationBenchmark {
    @Param({"600", "1500"})
    public int bytes;

    private List<StixObject> objects = List.of();
    private final Validator validator = Validator.with(new PatternRules());

    @Setup
    public void prepare() throws MalformedContentException {
        objects = new Indicators(2, bytes).objects(Feed.OBJECTS);
    }

    @Benchmark
    @OperationsPerInvocation(Feed.OBJECTS)
    public void validate(Blackhole hole) {
        for (StixObject object : objects) {
            hole.consume(validator.validate(object));
        }
    }

    /** What a bundle's objects are to each other, beside that. */
    @Benchmark
    @OperationsPerInvocation(Feed.OBJECTS)
    public void compare(Blackhole hole) {
        BundleCheck bundle = BundleCheck.within(64 << 20);
        for (StixObject object : objects) {
            hole.consume(bundle.accept(object));
        }
    }
}
