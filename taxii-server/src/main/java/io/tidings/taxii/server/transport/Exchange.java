package io.tidings.taxii.server.transport;

import io.tidings.taxii.server.backend.Requester;
import io.tidings.taxii.server.http.Answer;
import io.tidings.taxii.server.http.Request;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and what is remembered of it for the log. Lives on the request's event loop. */
final class Exchange {
    private static final Logger ACCESS = LoggerFactory.getLogger("io.tidings.taxii.server.access");
    private static final int LONGEST_PATH_LOGGED = 300;

    final HttpServerRequest http;
    final Request request;
    private final Clock clock;
    private final Instant begun;
    private final long begunNanos = System.nanoTime();
    private Optional<Requester> requester = Optional.empty();

    Exchange(HttpServerRequest http, Request request, Clock clock) {
        this.http = http;
        this.request = request;
        this.clock = clock;
        this.begun = clock.instant();
    }

    void isFrom(Optional<Requester> known) {
        requester = known;
    }

    /** Empty for those who are not known. */
    String requesterName() {
        return requester.map(Requester::name).orElse("");
    }

    boolean isHead() {
        return request.method().equals("HEAD");
    }

    RequestObserver.Finished finished(Answer answer, boolean complete) {
        return new RequestObserver.Finished(
                request.target().kind(),
                request.method(),
                answer.status(),
                complete,
                System.nanoTime() - begunNanos,
                http.bytesRead(),
                isHead() ? 0 : answer.bodyLength());
    }

    /** One line a request. Neither query nor headers: they hold what people look for, and secrets. */
    void log(Answer answer, boolean complete) {
        String path = shown(Optional.ofNullable(http.path()).orElse(""));
        long millis = clock.millis() - begun.toEpochMilli();
        ACCESS.info(
                "{} {} {} {} ms {} bytes{} requester={} id={}{}",
                shown(request.method()),
                path,
                answer.status(),
                millis,
                isHead() ? 0 : answer.bodyLength(),
                complete ? "" : " broken off",
                requester.map(Requester::name).map(Exchange::shown).orElse("-"),
                request.id(),
                answer.ignored().isEmpty() ? "" : " ignored filters: " + answer.ignored());
    }

    /** What comes from outside could otherwise write lines of its own into the log. */
    private static String shown(String text) {
        String printable = text.replaceAll("[^\\x21-\\x7e]", "?");
        return printable.length() > LONGEST_PATH_LOGGED ? printable.substring(0, LONGEST_PATH_LOGGED) : printable;
    }
}
