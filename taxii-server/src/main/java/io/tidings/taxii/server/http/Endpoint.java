package io.tidings.taxii.server.http;

/** One operation of TAXII 2.1 that needs no request body. */
public interface Endpoint {
    /**
     * Answers {@code call}. Blocks on the backend; called from a worker.
     *
     * @throws Exception what {@link ErrorMessage} turns into an answer
     */
    Answer answer(Call call) throws Exception;
}
