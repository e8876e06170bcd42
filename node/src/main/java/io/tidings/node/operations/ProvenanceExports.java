package io.tidings.node.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.provenance.ChainForm;
import io.tidings.node.provenance.Provenance;
import io.tidings.node.release.Release;
import io.tidings.node.seal.Chain;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.Link;
import io.tidings.node.seal.TrustedKey;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.canonical.CanonicalForm;
import io.tidings.stix.object.StixObject;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes versions with their chains for an auditor (docs/provenance.md). From any thread; blocks. */
public final class ProvenanceExports {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Store store;
    private final Release release;
    private final KeyBook keys;

    public ProvenanceExports(Store store, Release release, KeyBook keys) {
        this.store = store;
        this.release = release;
        this.keys = keys;
    }

    /** Those of the passages that have a chain. */
    List<ProvenanceExport> of(List<Provenance.Passage> passages) {
        return passages.stream().flatMap(passage -> export(passage).stream()).toList();
    }

    private Optional<ProvenanceExport> export(Provenance.Passage passage) {
        Optional<Chain> chain = passage.chain().flatMap(new ChainForm()::chain);
        Optional<StoredCollection> collection = store.collection(passage.entry().collection());
        if (chain.isEmpty() || collection.isEmpty()) {
            return Optional.empty();
        }
        return release.forOperator(collection.get(), passage.entry())
                .map(object -> export(object, chain.get(), collection.get().name()));
    }

    private ProvenanceExport export(StixObject object, Chain chain, String collection) {
        return new ProvenanceExport(
                object.head().version().text(),
                collection,
                Base64.getEncoder().encodeToString(object.bytes().toByteArray()),
                Base64.getEncoder()
                        .encodeToString(CanonicalForm.of(object.bytes()).toByteArray()),
                chain(chain).toPrettyString(),
                keys(chain).toPrettyString());
    }

    private static ObjectNode chain(Chain chain) {
        ObjectNode json = JSON.objectNode();
        json.put("format", "tidings-chain-1");
        json.put("object", BASE64URL.encodeToString(chain.object()));
        ArrayNode links = json.putArray("links");
        for (Link link : chain.links()) {
            ObjectNode each = links.addObject();
            each.put("seal", link.seal().jws());
            each.put("place", link.place());
            each.put("salt", BASE64URL.encodeToString(link.salt()));
            ArrayNode nodes = each.putArray("nodes");
            link.part().nodesFor(List.of(link.place())).forEach(node -> nodes.add(BASE64URL.encodeToString(node)));
        }
        return json;
    }

    private ObjectNode keys(Chain chain) {
        Map<String, TrustedKey> known = new LinkedHashMap<>();
        chain.links()
                .forEach(link -> keys.find(link.seal().key())
                        .ifPresent(key -> known.put(link.seal().key(), key)));
        ObjectNode json = JSON.objectNode();
        ArrayNode list = json.putArray("keys");
        known.values().forEach(key -> {
            ObjectNode jwk = list.addObject();
            key.key().jwk().forEach(jwk::put);
            jwk.put("organisation", key.organisation());
            jwk.put("from", key.from().toString());
            key.until().ifPresent(until -> jwk.put("until", until.toString()));
            key.revoked().ifPresent(revoked -> jwk.put("revoked", revoked.toString()));
        });
        return json;
    }
}
