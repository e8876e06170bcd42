package io.tidings.node.cli;

import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.MarkingRule;
import io.tidings.node.operations.CollectionReport;
import io.tidings.node.operations.Operations;
import io.tidings.stix.marking.Tlp;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code --read}, {@code --write} and {@code --delete}: names of collections. */
record GrantOptions(Set<String> readable, Set<String> writable, Set<String> deletable) {
    GrantOptions {
        readable = new LinkedHashSet<>(readable);
        writable = new LinkedHashSet<>(writable);
        deletable = new LinkedHashSet<>(deletable);
        for (String name : deletable) {
            if (!readable.contains(name) || !writable.contains(name)) {
                throw new CommandFailure(
                        ExitCode.MISTAKE,
                        "--delete " + name + ": who may delete must be allowed to read and write too (TAXII 2.1 §5.7);"
                                + " add --read " + name + " --write " + name);
            }
        }
    }

    /** @throws CommandFailure if this node lacks one of the collections */
    void check(Session session) throws Exception {
        var named = new TreeSet<>(readable);
        named.addAll(writable);
        checkCollections(session, named);
    }

    static void checkCollections(Session session, Collection<String> named) throws Exception {
        if (named.isEmpty()) {
            return;
        }
        List<String> there = session.work(Operations::collections).stream()
                .map(CollectionReport::name)
                .toList();
        for (String name : named) {
            if (!there.contains(name)) {
                throw new CommandFailure(
                        ExitCode.NOT_FOUND,
                        "this node has no collection '" + name + "'" + (there.isEmpty() ? "" : " but " + there)
                                + "; add it with: tidings collection add " + name);
            }
        }
    }

    List<Grant.Read> reads(Tlp maxTlp) {
        return reads(maxTlp, Optional.empty());
    }

    /** @param markings what holds for markings other than TLP */
    List<Grant.Read> reads(Tlp maxTlp, Optional<MarkingRule> markings) {
        return readable.stream()
                .map(name -> new Grant.Read(
                        name, maxTlp, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), markings))
                .toList();
    }

    List<Grant.Write> writes(Tlp maxTlp) {
        return writable.stream()
                .map(name -> new Grant.Write(name, maxTlp, Optional.empty(), Optional.empty()))
                .toList();
    }

    List<Grant.Delete> deletes() {
        return deletable.stream().map(Grant.Delete::new).toList();
    }
}
