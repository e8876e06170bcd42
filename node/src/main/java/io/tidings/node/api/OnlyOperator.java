package io.tidings.node.api;

import io.tidings.node.api.wire.Problem;
import io.tidings.node.identity.Secret;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Lets only those pass who show the operator key as a bearer token (RFC 6750). */
final class OnlyOperator implements Handler<RoutingContext> {
    private static final String SCHEME = "Bearer ";

    private final Secret key;

    OnlyOperator(Secret key) {
        this.key = key;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String header = ctx.request().getHeader("Authorization");
        if (header != null && header.startsWith(SCHEME) && key.matches(header.substring(SCHEME.length()))) {
            ctx.next();
            return;
        }
        ctx.response().putHeader("WWW-Authenticate", "Bearer");
        Answers.problem(
                ctx,
                Problem.of(401, "Not recognised", "show the operator key of this node's home (secrets/operator-key)"));
    }
}
