package io.tidings.taxii.server.http;

import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.backend.Requester;
import io.tidings.taxii.server.backend.TaxiiBackend;
import io.tidings.taxii.server.http.Target.Kind;
import io.tidings.taxii.server.query.BadQueryException;
import java.util.List;
import java.util.Optional;

/**
 * The checks that every request passes, in the order that leaks nothing (§4 of the digest): authentication, path and
 * method, {@code Accept}; the endpoints go on with visibility, permission, headers of the body, query, content.
 */
public final class Gate {
    private final TaxiiBackend backend;
    private final Operations operations;
    private final String realm;

    /** @param realm shown to people who are asked for credentials */
    public Gate(TaxiiBackend backend, Operations operations, String realm) {
        this.backend = backend;
        this.operations = operations;
        this.realm = realm.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "?");
    }

    /** Blocks on the backend; called from a worker. */
    public Admission admit(Request request) throws Exception {
        Optional<Requester> requester = request.credentials().flatMap(backend::authenticate);
        // The same for every path, existing or not.
        return requester.isEmpty() ? answered(requester, unauthorized(request.id())) : admit(request, requester.get());
    }

    private Admission admit(Request request, Requester requester) throws Exception {
        Kind target = request.target().kind();
        if (target == Kind.NOTHING) {
            return refused(
                    request, requester, 404, "Not found", "There is nothing here, or nothing you have access to.");
        }
        if (request.method().equals("OPTIONS")) {
            Answer options = new Answer(204, List.of(), List.of(), List.of());
            return answered(Optional.of(requester), options.with("Allow", operations.allowed(target)));
        }
        Optional<Endpoint> endpoint = operations.withoutBody(request.method(), target);
        Optional<BodyEndpoint> bodyEndpoint = operations.withBody(request.method(), target);
        if (endpoint.isEmpty() && bodyEndpoint.isEmpty()) {
            return methodNotAllowed(request, requester);
        }
        if (!Negotiation.isAcceptable(request.headers().accept(), target)) {
            return refused(
                    request, requester, 406, "Not acceptable", "This server speaks " + Negotiation.TAXII_2_1 + ".");
        }
        Call call = new Call(request, requester);
        try {
            if (endpoint.isPresent()) {
                return answered(Optional.of(requester), endpoint.get().answer(call));
            }
            BodyEndpoint post = bodyEndpoint.orElseThrow();
            return new Admission.AwaitsBody(call, post, post.admit(call));
        } catch (RefusedException | BadQueryException foreseen) {
            return answered(Optional.of(requester), error(ErrorMessage.of(foreseen), request.id()));
        }
    }

    /** An error with what its status demands beside it. */
    public Answer error(ErrorMessage message, String requestId) {
        Answer answer = message.toAnswer(requestId);
        return message.status() == 401 ? challenged(answer) : answer;
    }

    private Answer unauthorized(String requestId) {
        return error(ErrorMessage.of(401, "Unauthorized", "Authentication is required."), requestId);
    }

    /** Two header lines rather than one with two challenges, which clients take apart wrongly. */
    private Answer challenged(Answer answer) {
        return answer.with("WWW-Authenticate", "Basic realm=\"" + realm + "\", charset=\"UTF-8\"")
                .with("WWW-Authenticate", "Bearer realm=\"" + realm + "\"");
    }

    private Admission methodNotAllowed(Request request, Requester requester) {
        String allowed = operations.allowed(request.target().kind());
        ErrorMessage message = ErrorMessage.of(405, "Method not allowed", "Here one can use " + allowed + ".");
        return answered(Optional.of(requester), message.toAnswer(request.id()).with("Allow", allowed));
    }

    private Admission refused(Request request, Requester requester, int status, String title, String description) {
        return answered(
                Optional.of(requester),
                ErrorMessage.of(status, title, description).toAnswer(request.id()));
    }

    private static Admission answered(Optional<Requester> requester, Answer answer) {
        return new Admission.Answered(requester, answer);
    }
}
