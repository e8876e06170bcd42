package io.tidings.node.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Organisation;
import io.tidings.node.agreement.Peer;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import io.tidings.stix.identifier.StixId;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a peer's file says, as the two sides sign it: without what is this node's own business, such as names of its
 * collections for what it takes in. Values are JSON objects whose canonical form (RFC 8785) is signed.
 */
final class Terms {
    static final String FORMAT = "tidings-agreement-1";
    static final String VERSION = "version";

    private Terms() {}

    /**
     * @param own who this node is
     * @param pin by which peers know it
     */
    static ObjectNode of(Peer peer, Organisation own, String pin) {
        ObjectNode terms = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        terms.set("from", party(own).put("certificate", pin));
        ObjectNode with = party(peer.organisation());
        texts(with, "pins", peer.pins());
        peer.caSubject().ifPresent(subject -> with.put("ca-subject", subject));
        texts(
                with,
                "authoritative-for",
                peer.authoritativeFor().stream().map(StixId::value).toList());
        terms.set("with", with);
        peer.purpose().ifPresent(purpose -> terms.put("purpose", purpose));
        ObjectNode valid = terms.putObject("valid");
        peer.validFrom().ifPresent(day -> valid.put("from", day.toString()));
        peer.validUntil().ifPresent(day -> valid.put("until", day.toString()));
        // What they give us may go further, or not: of all duties the one that the program itself keeps.
        terms.put("onward", peer.onward());
        texts(terms, "duties", peer.duties());
        peer.requestsPerMinute().ifPresent(most -> terms.put("requests-per-minute", most));
        ArrayNode reads = terms.putArray("they-read");
        peer.reads().forEach(grant -> reads.add(read(grant)));
        ArrayNode writes = terms.putArray("they-write");
        peer.writes().forEach(grant -> writes.add(write(grant)));
        ArrayNode deletes = terms.putArray("they-delete");
        peer.deletes().stream().map(Grant::collection).forEach(deletes::add);
        ArrayNode takes = terms.putArray("we-take");
        peer.follows().forEach(follow -> takes.add(follow(follow)));
        return terms;
    }

    private static ObjectNode party(Organisation organisation) {
        ObjectNode party = JsonNodeFactory.instance.objectNode().put("organisation", organisation.name());
        organisation.uscc().ifPresent(uscc -> party.put("uscc", uscc));
        return party;
    }

    private static ObjectNode read(Grant.Read grant) {
        ObjectNode terms = limits(grant.collection(), grant.maxTlp().text(), grant.objectsPerDay());
        grant.types().ifPresent(types -> texts(terms, "types", types));
        grant.labels().ifPresent(labels -> texts(terms, "labels", labels));
        grant.since().ifPresent(since -> terms.put("since", since.toString()));
        return terms;
    }

    private static ObjectNode write(Grant.Write grant) {
        ObjectNode terms = limits(grant.collection(), grant.maxTlp().text(), grant.objectsPerDay());
        grant.types().ifPresent(types -> texts(terms, "types", types));
        return terms;
    }

    private static ObjectNode follow(Follow follow) {
        ObjectNode terms = limits(follow.collection(), follow.maxTlp().text(), follow.objectsPerDay());
        terms.put("api-root", follow.apiRoot().toString());
        follow.whenRecalled().ifPresent(when -> terms.put("when-recalled", when.text()));
        return terms;
    }

    private static ObjectNode limits(String collection, String maxTlp, Optional<Long> perDay) {
        ObjectNode terms = JsonNodeFactory.instance
                .objectNode()
                .put("collection", collection)
                .put("max-tlp", maxTlp);
        perDay.ifPresent(most -> terms.put("objects-per-day", most));
        return terms;
    }

    private static void texts(ObjectNode into, String name, Collection<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode list = into.putArray(name);
            texts.stream().sorted().forEach(list::add);
        }
    }

    /**
     * {@code sha256:} and the SHA-256 of the canonical form, without the version and without the certificates: the same for
     * the same terms, also when a certificate is renewed.
     */
    static String digest(ObjectNode terms) {
        ObjectNode unversioned = terms.deepCopy();
        unversioned.remove(VERSION);
        if (unversioned.path("from") instanceof ObjectNode from) {
            from.remove("certificate");
        }
        if (unversioned.path("with") instanceof ObjectNode with) {
            with.remove("pins");
        }
        return "sha256:" + HexFormat.of().formatHex(CanonicalForm.sha256(ByteSlice.ofText(unversioned.toString())));
    }
}
