package io.tidings.node;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** Answers to a follower that are none: what a peer's server can say to do harm. */
final class PeerLies {
    private static final String FIRST = "2026-03-01T00:00:00.000000Z";
    private static final String LAST = "2026-03-01T00:00:01.000000Z";

    private final Feed feed;
    private final AtomicInteger pages = new AtomicInteger();

    PeerLies(Feed feed) {
        this.feed = feed;
    }

    /** By name. */
    Map<String, Handler<HttpServerRequest>> all() {
        Map<String, Handler<HttpServerRequest>> lies = new LinkedHashMap<>();
        lies.put(
                "another content type",
                request -> request.response()
                        .putHeader("Content-Type", "text/html")
                        .end("<html>Log in</html>"));
        lies.put(
                "a redirect",
                request -> request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "https://localhost:1/elsewhere/")
                        .end());
        lies.put("no JSON", request -> page(request, "nothing of the kind"));
        lies.put("100,000 levels", request -> page(request, "{\"objects\":" + "[".repeat(100_000)));
        lies.put("more without next", request -> page(request, objects("\"more\":true,")));
        lies.put("the same next for ever", request -> page(request, objects("\"more\":true,\"next\":\"a\",")));
        lies.put(
                "empty pages for ever",
                request -> page(request, "{\"more\":true,\"next\":\"" + pages.incrementAndGet() + "\"}"));
        lies.put("a next that is an object", request -> page(request, objects("\"more\":true,\"next\":{},")));
        lies.put(
                "a gigabyte announced",
                request -> request.response()
                        .putHeader("Content-Type", TaxiiCaller.MEDIA_TYPE)
                        .putHeader("Content-Length", Long.toString(1L << 30))
                        .write("{\"objects\":["));
        lies.put("a page that breaks off", request -> {
            request.response()
                    .putHeader("Content-Type", TaxiiCaller.MEDIA_TYPE)
                    .setChunked(true)
                    .write("{\"objects\":[" + MixedLoad.object(feed.id()));
            request.response().reset();
        });
        lies.put(
                "gzip that is none",
                request -> request.response()
                        .putHeader("Content-Type", TaxiiCaller.MEDIA_TYPE)
                        .putHeader("Content-Encoding", "gzip")
                        .end("not compressed at all"));
        lies.put(
                "32 MiB of blanks in 32 KiB",
                request -> request.response()
                        .putHeader("Content-Type", TaxiiCaller.MEDIA_TYPE)
                        .putHeader("Content-Encoding", "gzip")
                        .end(bomb()));
        return lies;
    }

    /** A page as it should be, but for its body. */
    static void page(HttpServerRequest request, String body) {
        request.response()
                .putHeader("Content-Type", TaxiiCaller.MEDIA_TYPE)
                .putHeader("X-TAXII-Date-Added-First", FIRST)
                .putHeader("X-TAXII-Date-Added-Last", LAST)
                .end(body);
    }

    private String objects(String more) {
        return "{" + more + "\"objects\":[" + MixedLoad.object(feed.id()) + "]}";
    }

    private static Buffer bomb() {
        var bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 32; i++) {
                gzip.write(blanks);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
