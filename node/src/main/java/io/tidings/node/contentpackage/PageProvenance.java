package io.tidings.node.contentpackage;

import io.tidings.node.contentpackage.format.PageChains;
import io.tidings.node.contentpackage.format.PageChains.Way;
import io.tidings.node.intake.ChainSource;
import io.tidings.node.seal.ChainAssembly;
import io.tidings.node.seal.ChainAssembly.Assembled;
import io.tidings.stix.object.StixObject;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** The signed provenance of some objects of a page. It knows the objects themselves, not what equals them. */
final class PageProvenance implements ChainSource {
    private final IdentityHashMap<StixObject, Assembled> chains = new IdentityHashMap<>();

    /** The chains of a page, by the number of their object, from 0. */
    static Map<Integer, Assembled> assembled(PageChains page) {
        ChainAssembly<Integer> assembly = new ChainAssembly<>();
        page.seals().forEach(seal -> assembly.addSeal(seal.jws(), seal.nodes()));
        for (int i = 0; i < page.objects().size(); i++) {
            Way way = page.objects().get(i);
            if (!way.places().isEmpty()) {
                assembly.addObject(i, way.digest(), way.places());
            }
        }
        return assembly.assemble();
    }

    void add(StixObject object, Assembled chain) {
        chains.put(object, chain);
    }

    @Override
    public Optional<Assembled> find(StixObject object) {
        return Optional.ofNullable(chains.get(object));
    }
}
