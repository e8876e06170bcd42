package io.tidings.taxii.server.transport;

import io.tidings.taxii.server.http.Target;

/** Told of every request when it is over, on its event loop: must be brief and must not block. */
@FunctionalInterface
public interface RequestObserver {
    void finished(Finished request);

    /** Wants to know nothing. */
    static RequestObserver none() {
        return request -> {};
    }

    /**
     * One request that is over. Says nothing of who asked, nor for what.
     *
     * @param method as sent, so it may be any text
     * @param status of the answer, also where its sending broke off
     * @param nanos from the arrival of the headers to the last byte of the answer
     * @param bytesRead of the body, as it came over the wire
     * @param bytesSent of the body, before compression; 0 for {@code HEAD}
     */
    record Finished(
            Target.Kind kind,
            String method,
            int status,
            boolean complete,
            long nanos,
            long bytesRead,
            long bytesSent) {}
}
