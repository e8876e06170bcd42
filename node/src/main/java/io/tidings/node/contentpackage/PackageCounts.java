package io.tidings.node.contentpackage;

import io.tidings.node.contentpackage.format.Fault;
import io.tidings.node.contentpackage.format.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What became of packages since the start. Safe from any thread. */
public final class PackageCounts {
    private final LongAdder made = new LongAdder();
    private final LongAdder objectsMade = new LongAdder();
    private final LongAdder notMade = new LongAdder();
    private final LongAdder objectsTaken = new LongAdder();
    private final Map<String, LongAdder> files = new ConcurrentHashMap<>();
    private final Map<Fault, LongAdder> faults = new ConcurrentHashMap<>();

    PackageCounts() {}

    void addMade(long objects) {
        made.increment();
        objectsMade.add(objects);
    }

    void addNotMade() {
        notMade.increment();
    }

    /** @param outcome as {@link io.tidings.node.operations.PackageImportReport#outcome} */
    void addFile(String outcome, long objects, List<Finding> findings) {
        files.computeIfAbsent(outcome, name -> new LongAdder()).increment();
        objectsTaken.add(objects);
        findings.forEach(each ->
                faults.computeIfAbsent(each.fault(), fault -> new LongAdder()).increment());
    }

    public long made() {
        return made.sum();
    }

    public long objectsMade() {
        return objectsMade.sum();
    }

    /** How often one was to be made and could not. */
    public long notMade() {
        return notMade.sum();
    }

    public long objectsTaken() {
        return objectsTaken.sum();
    }

    /** Files that were to be imported, by what became of them. */
    public Map<String, Long> files() {
        Map<String, Long> sums = new TreeMap<>();
        files.forEach((outcome, count) -> sums.put(outcome, count.sum()));
        return sums;
    }

    /** Why files were not taken, by the fault's word; a file may have several. */
    public Map<String, Long> faults() {
        Map<String, Long> sums = new TreeMap<>();
        faults.forEach((fault, count) -> sums.put(fault.code(), count.sum()));
        return sums;
    }
}
