package io.tidings.taxii.server.http;

import io.tidings.taxii.server.backend.Requester;

/** A request of somebody known, for something that exists, which wants what we can send. */
public record Call(Request request, Requester requester) {
    public Target target() {
        return request.target();
    }
}
