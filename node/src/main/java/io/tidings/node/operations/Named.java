package io.tidings.node.operations;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Principal;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.identifier.StixId;
import java.util.List;
import java.util.stream.Stream;

/** What an operator means by a name. */
final class Named {
    private final NodeParts parts;

    Named(NodeParts parts) {
        this.parts = parts;
    }

    /** A collection in force, by its name or id. */
    StoredCollection collection(String nameOrId) {
        return parts.store().collections().stream()
                .filter(c -> c.name().equals(nameOrId) || c.id().toString().equals(nameOrId))
                .filter(c -> !c.isAside())
                .findFirst()
                .orElseThrow(() -> new OperationException(
                        Kind.NOT_FOUND,
                        "there is no collection " + nameOrId + "; 'tidings collection add " + nameOrId
                                + "' makes one"));
    }

    /** Of a peer or a client, with or without the prefix that says which. */
    Principal principal(String name) {
        AgreementBook book = parts.agreements().get();
        List<Principal> found = Stream.<Principal>concat(
                        book.peers().stream().map(Principal.OfPeer::new),
                        book.clients().stream().map(Principal.OfClient::new))
                .filter(p -> p.name().equals(name) || p.name().endsWith(":" + name))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new OperationException(
                Kind.NOT_FOUND,
                found.isEmpty()
                        ? "there is no " + name + "; it is written peer:NAME or client:NAME"
                        : "there is a peer and a client named " + name + ": write peer:" + name + " or client:" + name);
    }

    static StixId object(String objectId) {
        return StixId.parse(objectId)
                .orElseThrow(() ->
                        new OperationException(Kind.INVALID, "\"" + objectId + "\" is no STIX identifier, type--UUID"));
    }
}
