package io.tidings.taxii.server.backend;

import io.tidings.taxii.server.query.DeleteQuery;
import io.tidings.taxii.server.query.ObjectsQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a program implements to serve its content over TAXII 2.1.
 *
 * <p>Every method is called on a worker thread and may block. A method that takes a {@link Requester} answers as that
 * requester may see it: what it may not see is absent. Refusals are thrown as {@link RefusedException}; any other
 * exception becomes a 500 whose body says nothing of its cause.
 */
public interface TaxiiBackend {
    /**
     * Who presents these credentials.
     *
     * @return empty if they are missing or wrong: the answer is then 401 (T-178)
     * @throws RefusedException to answer otherwise, for example 429 after too many attempts
     */
    Optional<Requester> authenticate(Credentials credentials);

    /** TAXII 2.1 §4.1. Roots are paths that begin and end in {@code /}; the library makes them absolute. */
    Discovery discovery(Requester requester);

    /** TAXII 2.1 §4.2; empty if there is no such root, or none the requester may see. */
    Optional<ApiRoot> apiRoot(Requester requester, String rootPath);

    /** TAXII 2.1 §5.1, all that the requester may see, in any order: the library sorts by id (I-002). */
    List<CollectionResource> collections(Requester requester, String rootPath);

    /** TAXII 2.1 §5.2, by id or alias; empty if there is none, or none the requester may see. */
    Optional<CollectionResource> collection(Requester requester, String rootPath, String idOrAlias);

    /**
     * One page of objects, oldest first (§5.4; §5.6 when {@link ObjectsQuery#objectId()} is present).
     *
     * <p>Called only for a collection the requester can read. For §5.6 throws {@link RefusedException#notFound} if the
     * collection shows the requester no object of that id, or none of an explicitly asked version.
     */
    ObjectsPage objects(Requester requester, UUID collection, ObjectsQuery query);

    /** One page of the manifest: the same selection as {@link #objects}, described instead of sent (§5.3). */
    ManifestPage manifest(Requester requester, UUID collection, ObjectsQuery query);

    /**
     * One page of an object's versions, {@link ObjectsQuery#objectId()} being present, oldest addition first (§5.8).
     *
     * <p>The "latest only" default does not apply. Throws {@link RefusedException#notFound} for an unknown id.
     */
    ManifestPage versions(Requester requester, UUID collection, ObjectsQuery query);

    /**
     * Adds what the requester sent (§5.5). What the returned status calls a success is durable.
     *
     * @throws io.tidings.stix.content.MalformedContentException if the body is no envelope or bundle: 422, nothing kept
     */
    Status add(Requester requester, UUID collection, Submission submission)
            throws io.tidings.stix.content.MalformedContentException, java.io.IOException;

    /** TAXII 2.1 §4.3; empty unless it is the requester's own and still kept. */
    Optional<Status> status(Requester requester, String rootPath, UUID id);

    /**
     * Deletes an object or some of its versions (§5.7).
     *
     * @throws RefusedException {@link RefusedException#notFound} if nothing matches
     */
    void delete(Requester requester, UUID collection, DeleteQuery query);
}
