package io.tidings.benchmark.stix;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Cores that an iteration had, collector and compiler included: on a machine that has other work, less than one. */
public final class ProcessorTime implements InternalProfiler {
    static final String CORES = "cores";

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long processor;
    private long clock;

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        processor = system.getProcessCpuTime();
        clock = System.nanoTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double spent = system.getProcessCpuTime() - processor;
        return List.of(new ScalarResult(CORES, spent / (System.nanoTime() - clock), "cores", AggregationPolicy.AVG));
    }

    @Override
    public String getDescription() {
        return "processor time";
    }
}
