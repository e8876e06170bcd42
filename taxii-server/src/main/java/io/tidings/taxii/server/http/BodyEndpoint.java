package io.tidings.taxii.server.http;

import io.tidings.taxii.server.backend.Submission;

/** One operation of TAXII 2.1 that reads a request body. Both methods block on the backend; called from a worker. */
public interface BodyEndpoint {
    /**
     * Whether the body may come, decided by all that is known before it.
     *
     * @return how long it may be, in bytes after expansion
     * @throws Exception what {@link ErrorMessage} turns into an answer
     */
    long admit(Call call) throws Exception;

    /** @throws Exception what {@link ErrorMessage} turns into an answer */
    Answer answer(Call call, Submission body) throws Exception;
}
