package io.tidings.node.intake;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Peer;
import io.tidings.node.store.VersionAuthority;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.Head;
import java.util.Optional;

/**
 * Who may bring a further version of an object (I-6): the peers that the agreements name as authoritative for its
 * creator; where none is named, whoever gave the object first. This organisation's own programs count as one, and its
 * operator may decide otherwise.
 *
 * <p>A creator never changes (STIX 2.1 §3.6), so a version that names another is refused from everyone but the operator.
 */
public final class CreatorAuthority implements VersionAuthority {
    private static final String OPERATOR = "operator";
    private static final String PEER = "peer:";

    private final AgreementBook book;
    private final String source;

    /** @param source who brings it, as in a receipt: {@code peer:bank-b}, {@code client:misp}, {@code operator} */
    public CreatorAuthority(AgreementBook book, String source) {
        this.book = book;
        this.source = source;
    }

    @Override
    public boolean mayVersion(Head offered, Held held) {
        if (source.equals(OPERATOR)) {
            return true;
        }
        if (!held.sameCreator()) {
            return false;
        }
        Optional<StixId> creator = offered.createdByRef();
        boolean named = creator.isPresent() && book.peers().stream().anyMatch(peer -> isAuthoritative(peer, creator));
        if (named) {
            return book.peers().stream()
                    .anyMatch(peer -> source.equals(PEER + peer.name()) && isAuthoritative(peer, creator));
        }
        return isOwn(source) ? isOwn(held.source()) : source.equals(held.source());
    }

    private static boolean isAuthoritative(Peer peer, Optional<StixId> creator) {
        return peer.authoritativeFor().contains(creator.orElseThrow());
    }

    private static boolean isOwn(String source) {
        return !source.startsWith(PEER);
    }
}
