package io.tidings.node.contentpackage;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.CertificateOwners;
import io.tidings.node.agreement.Principal;
import io.tidings.node.cms.DetachedSignature;
import io.tidings.node.cms.OpeningKey;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.contentpackage.format.Trust;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What making and taking packages both need of the node.
 *
 * @param signing the key that signs packages, as it is now
 * @param own this node's keys and certificates, to any of which others may encrypt and which they name as recipient
 * @param organisation this node's
 * @param validity how long packages are to be used
 * @param stamp gives time stamps, if they are wanted
 * @param stamps which time stamps of others are trusted
 * @param spool folder for packages being taken
 * @param revoked folder of revocation lists
 */
public record Workshop(
        Store store,
        Supplier<AgreementBook> agreements,
        CertificateOwners owners,
        Supplier<SigningKey> signing,
        Supplier<List<SigningKey>> own,
        String organisation,
        Duration validity,
        Optional<DetachedSignature.Stamp> stamp,
        Trust.InStamps stamps,
        Path spool,
        Path revoked,
        Clock clock,
        SecureRandom random,
        Supplier<UUID> uuids) {

    /** Whom packages of this node come from. */
    Manifest.Party self() {
        return new Manifest.Party(organisation, Recipients.pins(signing.get().certificate()));
    }

    /** Opens what was encrypted to this node. */
    OpeningKey openingKey() {
        return OpeningKey.of(own.get().stream().map(SigningKey::key).toList());
    }

    Principal principal(String name) {
        AgreementBook book = agreements.get();
        return book.peers().stream()
                .<Principal>map(Principal.OfPeer::new)
                .filter(each -> each.name().equals(name) || each.name().equals("peer:" + name))
                .findFirst()
                .or(() -> book.clients().stream()
                        .<Principal>map(Principal.OfClient::new)
                        .filter(each -> each.name().equals(name))
                        .findFirst())
                .orElseThrow(() -> new OperationException(
                        Kind.NOT_FOUND,
                        "there is no agreement with " + name + "; 'tidings peer list' and 'tidings client list' show"
                                + " those there are. A client is written client:NAME"));
    }

    StoredCollection collection(String nameOrId) {
        return collections().stream()
                .filter(each ->
                        each.name().equals(nameOrId) || each.id().toString().equals(nameOrId))
                .findFirst()
                .orElseThrow(() -> new OperationException(
                        Kind.NOT_FOUND,
                        "there is no collection " + nameOrId + "; 'tidings collection list' shows those there are"));
    }

    List<StoredCollection> collections() {
        return store.collections().stream().filter(each -> !each.isAside()).toList();
    }
}
