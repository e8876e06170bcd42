package io.tidings.node.api;

import io.tidings.node.api.wire.Problem;
import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Refuses what a web page can send: a request under another name than loopback's, to which DNS was made to point here,
 * and any request that a browser marks as coming from a page.
 */
final class OnlyFromHere implements Handler<RoutingContext> {
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    @Override
    public void handle(RoutingContext ctx) {
        HostAndPort authority = ctx.request().authority();
        if (authority == null || !HOSTS.contains(authority.host())) {
            Answers.problem(
                    ctx, Problem.of(403, "Refused", "the operator API answers to 127.0.0.1 and localhost only"));
        } else if (ctx.request().getHeader("Origin") != null) {
            Answers.problem(ctx, Problem.of(403, "Refused", "the operator API is not for web pages"));
        } else {
            ctx.next();
        }
    }
}
