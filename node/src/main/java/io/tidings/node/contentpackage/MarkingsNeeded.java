package io.tidings.node.contentpackage;

import io.tidings.node.agreement.Principal;
import io.tidings.node.release.PackageDraw;
import io.tidings.node.release.PackagePage;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.TlpDefinitions;
import io.tidings.taxii.server.backend.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The marking definitions that a package's objects refer to and that are not among them: where no network goes, nobody can
 * look them up. Only what the recipient may see is given. For one package.
 */
final class MarkingsNeeded {
    private static final int MOST = 1_000;

    private final PackageDraw draw;
    private final Principal principal;
    private final List<StoredCollection> collections;
    private final Set<String> needed = new TreeSet<>();
    private final Set<String> there = new TreeSet<>();

    MarkingsNeeded(PackageDraw draw, Principal principal, List<StoredCollection> collections) {
        this.draw = draw;
        this.principal = principal;
        this.collections = collections;
    }

    void add(PackagePage page) {
        page.definitions().forEach(id -> there.add(id.value()));
        if (needed.size() < MOST) {
            page.markings().stream()
                    .filter(id -> id.type().equals("marking-definition")) // such a reference may be to anything
                    .forEach(id -> needed.add(id.value()));
        }
    }

    List<ByteSlice> find() {
        needed.removeAll(there);
        List<ByteSlice> found = new ArrayList<>();
        for (String each : List.copyOf(needed)) {
            Optional<ByteSlice> standard = StixId.parse(each).flatMap(TlpDefinitions::definition);
            if (standard.isPresent()) {
                found.add(standard.get());
                needed.remove(each);
            }
        }
        for (StoredCollection collection : collections) {
            if (!needed.isEmpty() && principal.mayRead(collection.name()).isPresent()) {
                find(collection, found);
            }
        }
        return found;
    }

    private void find(StoredCollection collection, List<ByteSlice> found) {
        try {
            PackagePage page = draw.page(collection, PackageQueries.ofIds(needed));
            page.sheets().forEach(each -> found.addAll(each.runs()));
            page.definitions().forEach(id -> needed.remove(id.value()));
        } catch (RefusedException none) {
            // The recipient's allowance is used up: the objects go without, and say themselves how they are marked.
        }
    }
}
