package io.tidings.node.operations;

import io.tidings.node.intake.Content;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.validate.Profile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An operator's calls. They block; a call may come from any thread.
 *
 * <p>A call that cannot be carried out throws {@link OperationException}, whose message says what to do.
 */
public interface Operations {
    StatusReport status();

    List<CollectionReport> collections();

    /** @throws OperationException if the name is taken or has another form than {@code [A-Za-z0-9][A-Za-z0-9._-]*} */
    CollectionReport addCollection(String name, Optional<String> title, Optional<String> description);

    /**
     * Publishes an envelope or bundle as the operator.
     *
     * @param profile which broken rules of STIX make an object be refused; absent means the node's usual one
     * @param origin the file's name, for the receipt
     * @throws MalformedContentException if it is neither; nothing is stored then
     */
    default PublishReport publish(
            String collection, Optional<Profile> profile, Content content, String origin, Consumer<Progress> progress)
            throws IOException, MalformedContentException {
        return publish(collection, profile, List.of(), content, origin, progress);
    }

    /**
     * As above, for some peers alone: nobody else can tell that it is there.
     *
     * @param to names of peers; none is everyone who may read the collection
     * @throws OperationException if there is no such peer, or it may not read the collection
     */
    PublishReport publish(
            String collection,
            Optional<Profile> profile,
            List<String> to,
            Content content,
            String origin,
            Consumer<Progress> progress)
            throws IOException, MalformedContentException;

    /** As above, by the node's usual profile. */
    default PublishReport publish(String collection, Content content, String origin, Consumer<Progress> progress)
            throws IOException, MalformedContentException {
        return publish(collection, Optional.empty(), content, origin, progress);
    }

    /** What intake kept aside, and what it found. */
    Quarantining quarantine();

    /** Cutting off, leaving, and what was shared. */
    Sharing sharing();

    /** Agreements as both sides sign them. */
    Contracting contracts();

    /** Withdrawing what was given, and what others withdrew. */
    Recalling recalls();

    /** Follows one peer or all, until each collection followed has nothing more to give. */
    List<FollowReport> follow(Optional<String> peer, Consumer<Progress> progress);

    /** Where an object came from and who got it. */
    TraceReport trace(String objectId);

    /**
     * Every version held of an object that came with signed provenance or was sealed here, with its chain.
     *
     * @throws OperationException if there is none
     */
    List<ProvenanceExport> exportProvenance(String objectId);

    /**
     * For each version of an object in each collection, whether a peer or client gets it, by which rule not, and when it
     * was given.
     *
     * @param principal {@code peer:bank-b}, {@code client:siem}, or the name alone where only one has it
     * @throws OperationException if there is no such principal or no such object
     */
    WhyReport why(String principal, String objectId);

    /** What a peer or client ({@code peer:bank-b}, {@code client:siem}) gets of a collection and what it does not. */
    PreviewReport preview(String principal, String collection);

    /**
     * Encrypts what was stored before the store encrypted. Where no node runs, the store's file is then written anew, so
     * that nothing of it is left in its free space.
     *
     * @throws OperationException if the store does not encrypt
     */
    EncryptReport encryptStored(Consumer<Progress> progress);

    /** Everyone who gave content to this node. */
    List<OriginReport> origins();

    /**
     * Destroys for good all that an origin gave, and the key it is encrypted with; then replaces the key that wrapped
     * it.
     *
     * @throws OperationException if there is no such origin; if the content is destroyed and the wrapping key could not
     *     be replaced, calling again tries that again
     */
    DestroyReport destroyOrigin(String origin);

    /** Replaces the key that wraps the data keys; answers with how many of these there are. */
    int replaceStorageKey();

    /** Reads the agreements and certificates again at once; answers with what is wrong with them, if anything is. */
    List<String> reload();

    /**
     * Writes everything this node needs to run again into one file, for the owner only, while it goes on working.
     *
     * @throws OperationException if it cannot be written; nothing is left behind then
     */
    BackupReport backup(BackupOrder order, Consumer<Progress> progress);

    /** Content packages: the exchange where no network goes. */
    Packaging packages();

    /** @param what one line for a person: the collection, the peer */
    record Progress(String what, long objects) {}
}
