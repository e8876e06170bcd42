package io.tidings.taxii.server.http;

import io.tidings.taxii.server.backend.Requester;
import java.util.Optional;
import java.util.function.Function;

/** Where a request stands once it has passed the {@link Gate}. */
public sealed interface Admission {
    /** Who sent it; empty if nobody known did. */
    Optional<Requester> requester();

    <T> T fold(Function<Answer, T> answered, Function<AwaitsBody, T> awaitsBody);

    /** There is an answer. */
    record Answered(Optional<Requester> requester, Answer answer) implements Admission {
        @Override
        public <T> T fold(Function<Answer, T> answered, Function<AwaitsBody, T> awaitsBody) {
            return answered.apply(answer);
        }
    }

    /** @param maxBytes of the body, after expansion */
    record AwaitsBody(Call call, BodyEndpoint endpoint, long maxBytes) implements Admission {
        @Override
        public Optional<Requester> requester() {
            return Optional.of(call.requester());
        }

        @Override
        public <T> T fold(Function<Answer, T> answered, Function<AwaitsBody, T> awaitsBody) {
            return awaitsBody.apply(this);
        }
    }
}
