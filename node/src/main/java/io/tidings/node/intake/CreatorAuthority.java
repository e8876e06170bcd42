package io.tidings.node.intake;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.store.VersionAuthority;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.Head;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may bring a version of an object (I-6) without its creator's seal: the peers that the agreements name as
 * authoritative for its creator; where none is named, whoever gave the object first. This organisation's own programs
 * count as one, and its operator may decide otherwise.
 *
 * <p>Of a creator whose signing keys are known not even the first version is taken without: else who comes first could
 * speak for it, and what is in force would depend on who came first.
 *
 * <p>A creator never changes (STIX 2.1 §3.6), so a version that names another is refused from everyone but the operator.
 */
public final class CreatorAuthority implements VersionAuthority {
    private static final String OPERATOR = "operator";
    private static final String PEER = "peer:";

    private final String source;
    private final Set<StixId> standsFor;
    private final Set<StixId> named;
    private final Set<StixId> withKeys;

    /** @param source who brings it, as in a receipt: {@code peer:bank-b}, {@code client:misp}, {@code operator} */
    public CreatorAuthority(AgreementBook book, String source) {
        this.source = source;
        this.standsFor = isOwn(source) ? Set.of() : book.standsFor(source.substring(PEER.length()));
        this.withKeys = book.creatorsWithKeys();
        this.named = Stream.concat(
                        withKeys.stream(), book.peers().stream().flatMap(peer -> peer.authoritativeFor().stream()))
                .collect(Collectors.toUnmodifiableSet());
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
        if (creator.filter(named::contains).isPresent()) {
            return standsFor.contains(creator.get());
        }
        return isOwn(source) ? isOwn(held.source()) : source.equals(held.source());
    }

    @Override
    public boolean mayBegin(Head offered) {
        return isOwn(source)
                || offered.createdByRef()
                        .filter(withKeys::contains)
                        .filter(creator -> !standsFor.contains(creator))
                        .isEmpty();
    }

    private static boolean isOwn(String source) {
        return !source.startsWith(PEER);
    }
}
