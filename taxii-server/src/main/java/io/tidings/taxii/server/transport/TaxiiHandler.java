package io.tidings.taxii.server.transport;

import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.backend.Requester;
import io.tidings.taxii.server.http.Admission;
import io.tidings.taxii.server.http.Answer;
import io.tidings.taxii.server.http.ErrorMessage;
import io.tidings.taxii.server.http.Gate;
import io.tidings.taxii.server.http.Request;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads each request from its arrival to the end of its answer. Thread-safe; one serves all event loops. */
public final class TaxiiHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(TaxiiHandler.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Gate gate;
    private final Workers workers;
    private final WorkerExecutor files;
    private final Bounds bounds;
    private final RequestReader reader;
    private final Clock clock;
    private final RequestObserver observer;
    private final HttpDate date;
    private final Budget bodies;
    private final Shares replies;
    private final AtomicInteger open = new AtomicInteger();
    private final Promise<Void> quiet = Promise.promise();
    private volatile boolean closing;

    /**
     * Where work is done.
     *
     * @param files for writing bodies to files, apart from the workers: these may all be waiting for the backend
     */
    public record Threads(Vertx vertx, Workers workers, WorkerExecutor files) {}

    /** What one request may take of the machine. */
    public record Bounds(BodyBounds bodies, ReplyBounds replies) {}

    /** An answer and what it holds of the memory for replies until it is sent. */
    private record Held(Answer answer, long bytes) {}

    /** What comes next for a request that passed the gate. */
    private record Admitted(Optional<Requester> requester, Supplier<Future<Held>> next) {}

    public TaxiiHandler(
            Gate gate, Threads threads, Bounds bounds, RequestReader reader, Clock clock, RequestObserver observer) {
        this.gate = gate;
        this.vertx = threads.vertx();
        this.workers = threads.workers();
        this.files = threads.files();
        this.bounds = bounds;
        this.reader = reader;
        this.clock = clock;
        this.observer = observer;
        this.date = new HttpDate(clock);
        this.bodies = new Budget(bounds.bodies().totalMemoryBytes());
        this.replies = new Shares(bounds.replies().totalBytes());
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest http = ctx.request();
        // Before anything asynchronous: bytes that arrive without a reader are lost.
        http.pause();
        Exchange exchange = new Exchange(http, reader.read(http), clock);
        open.incrementAndGet();
        answer(exchange)
                .recover(failure -> Future.succeededFuture(new Held(explain(exchange.request, failure), 0)))
                .onSuccess(held -> send(exchange, held));
    }

    private Future<Held> answer(Exchange exchange) {
        if (closing) {
            return Future.failedFuture(RefusedException.unavailable("The server is stopping.", RETRY_AFTER));
        }
        return workers.call(() -> admitted(exchange)).compose(admitted -> {
            exchange.isFrom(admitted.requester());
            return admitted.next().get();
        });
    }

    /** On a worker. */
    private Admitted admitted(Exchange exchange) throws Exception {
        Admission admission = gate.admit(exchange.request);
        String requester = admission.requester().map(Requester::name).orElse("");
        return new Admitted(
                admission.requester(),
                admission.fold(
                        answer -> {
                            Held held = held(exchange, requester, answer);
                            return () -> Future.succeededFuture(held);
                        },
                        awaited -> () -> receive(exchange, awaited)));
    }

    /** On the worker that made it: counted only on its event loop, any number of answers could wait for that. */
    private Held held(Exchange exchange, String requester, Answer answer) {
        long bytes = exchange.isHead() ? 0 : answer.bodyLength();
        return bytes == 0 || replies.take(requester, bytes)
                ? new Held(answer, bytes)
                : new Held(explain(exchange.request, tooManyReplies()), 0);
    }

    private Future<Held> receive(Exchange exchange, Admission.AwaitsBody awaited) {
        Spool spool = new Spool(bounds.bodies(), bodies);
        return new BodyReceiver(vertx, files, exchange.http, spool, awaited.maxBytes())
                .receive(bounds.bodies().stallTimeout().toMillis())
                .compose(full -> workers.call(
                        () -> held(exchange, exchange.requesterName(), process(exchange.request, awaited, full))))
                .onComplete(done -> close(spool));
    }

    /** On a worker. */
    private Answer process(Request request, Admission.AwaitsBody awaited, Spool spool) throws Exception {
        ReceivedBody body = new ReceivedBody(spool, request.id());
        if (!isGzip(request)) {
            return awaited.endpoint().answer(awaited.call(), body);
        }
        try (Spool target = new Spool(bounds.bodies(), bodies)) {
            ReceivedBody expanded = body.expanded(target, awaited.maxBytes());
            spool.close();
            return awaited.endpoint().answer(awaited.call(), expanded);
        }
    }

    private static boolean isGzip(Request request) {
        return request.headers()
                .contentEncoding()
                .filter(encoding -> encoding.toLowerCase(Locale.ROOT).contains("gzip"))
                .isPresent();
    }

    /** Closing a file can wait for the disk, so not here. */
    private void close(Spool spool) {
        files.executeBlocking(
                        () -> {
                            spool.close();
                            return null;
                        },
                        false)
                .onFailure(failure -> LOG.warn("a spooled body could not be removed", failure));
    }

    private Answer explain(Request request, Throwable failure) {
        if (!ErrorMessage.isForeseen(failure)) {
            LOG.error("request {} failed", request.id(), failure);
        }
        return gate.error(ErrorMessage.of(failure), request.id());
    }

    private static RefusedException tooManyReplies() {
        return RefusedException.unavailable("Too many replies are on their way to you and others.", RETRY_AFTER);
    }

    private void send(Exchange exchange, Held held) {
        HttpServerRequest http = exchange.http;
        Answer answer = held.answer();
        http.response().putHeader("Date", date.now());
        boolean close = mustClose(http, answer);
        if (close && http.version() != HttpVersion.HTTP_2) {
            http.response().putHeader("Connection", "close");
        }
        Reply.send(vertx, http, answer, !exchange.isHead(), bounds.replies()).onComplete(sent -> {
            replies.giveBack(exchange.requesterName(), held.bytes());
            endRequest(http, close, sent.succeeded());
            exchange.log(answer, sent.succeeded());
            observer.finished(exchange.finished(answer, sent.succeeded()));
            leave();
        });
    }

    private void endRequest(HttpServerRequest http, boolean close, boolean sent) {
        if (close) {
            Connections.abort(http); // the header alone is only a promise
        } else if (sent) {
            Connections.discardRest(vertx, http, bounds.bodies().stallTimeout().toMillis());
        }
    }

    /**
     * Whether nothing more can be read after this exchange: a client that asked before it sent may keep its body back
     * now or send it all the same, and one that stalled is not waited for again.
     */
    private static boolean mustClose(HttpServerRequest http, Answer answer) {
        boolean askedFirst = http.getHeader("Expect") != null && answer.status() >= 400;
        return !http.isEnded() && (askedFirst || answer.status() == 408);
    }

    private void leave() {
        if (open.decrementAndGet() == 0 && closing) {
            quiet.tryComplete();
        }
    }

    /** Refuses what comes from now on; completes when all that came before is answered. */
    public Future<Void> drain() {
        closing = true;
        if (open.get() == 0) {
            quiet.tryComplete();
        }
        return quiet.future();
    }

    /** What is under way now. */
    public Load load() {
        return new Load(open.get(), workers.pending(), bodies.used(), replies.used());
    }

    /** Bytes of replies on their way. */
    long replyBytes() {
        return replies.used();
    }

    /** Bytes of bodies in memory. */
    long bodyBytes() {
        return bodies.used();
    }
}
