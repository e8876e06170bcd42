package io.tidings.node.contentpackage;

import io.tidings.node.agreement.Acceptance;
import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Principal;
import io.tidings.node.contentpackage.format.Fault;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.contentpackage.format.PackageFaultException;
import io.tidings.stix.marking.Tlp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a package goes to, and under which terms of the agreement with its sender: those of a follow of the same
 * collection, else those under which the sender may write here.
 *
 * @param collection of this node, by name
 */
record Destination(
        String collection,
        Tlp maxTlp,
        Optional<Set<String>> types,
        Optional<Long> objectsPerDay,
        Acceptance acceptance) {

    /** @throws PackageFaultException if the agreement allows none, or more than one */
    static Destination of(Principal sender, Manifest.Step step, Optional<String> into) throws PackageFaultException {
        List<Destination> allowed = new ArrayList<>();
        if (sender instanceof Principal.OfPeer of) {
            of.peer().follows().stream()
                    .filter(each -> isOf(each, step))
                    .map(Destination::following)
                    .forEach(allowed::add);
        }
        if (allowed.isEmpty() || into.isPresent()) {
            sender.writes().stream().map(Destination::writing).forEach(allowed::add);
        }
        List<Destination> wanted = allowed.stream()
                .filter(each -> into.map(each.collection()::equals).orElse(true))
                .toList();
        if (wanted.isEmpty()) {
            throw new PackageFaultException(
                    Fault.NOT_AGREED,
                    "the agreement with " + sender.name() + " has neither a follow of the collection "
                            + step.collectionName() + " (" + step.collection() + ") nor a write grant"
                            + into.map(name -> " for " + name).orElse(""));
        }
        if (wanted.stream().map(Destination::collection).distinct().count() > 1) {
            throw new PackageFaultException(
                    Fault.NOT_AGREED,
                    "the agreement with " + sender.name() + " lets it into several collections: "
                            + String.join(
                                    ", ",
                                    wanted.stream().map(Destination::collection).toList()));
        }
        return wanted.get(0);
    }

    private static boolean isOf(Follow follow, Manifest.Step step) {
        return follow.collection().equals(step.collection().toString())
                || follow.collection().equals(step.collectionName());
    }

    private static Destination following(Follow follow) {
        return new Destination(
                follow.into(), follow.maxTlp(), Optional.empty(), follow.objectsPerDay(), follow.acceptance());
    }

    // Nobody is there to be told of a faulty object, so it is kept aside.
    private static Destination writing(Grant.Write grant) {
        return new Destination(
                grant.collection(),
                grant.maxTlp(),
                grant.types(),
                grant.objectsPerDay(),
                new Acceptance(grant.acceptance().profile(), true));
    }
}
