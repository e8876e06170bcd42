package io.tidings.node.api.client;

import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.Problem;
import io.tidings.node.api.wire.WireException;
import io.tidings.node.identity.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One node's operator API over HTTP. Each call opens and ends a request of its own. */
final class Connection {
    private static final int CONNECT_MILLIS = 2_000;
    // While a long call works, the server sends a blank line every few seconds.
    private static final int READ_MILLIS = 60_000;
    private static final int MOST_REPLY_CHARACTERS = 64 << 20;
    private static final int MOST_PROBLEM_BYTES = 1 << 20;
    private static final int CHUNK_BYTES = 64 << 10;

    private final String url;
    private final Optional<Secret> key;
    private final Duration answerWithin;

    Connection(String url, Optional<Secret> key) {
        this(url, key, Duration.ofMillis(READ_MILLIS));
    }

    Connection(String url, Optional<Secret> key, Duration answerWithin) {
        this.url = url;
        this.key = key;
        this.answerWithin = answerWithin;
    }

    /** Writes a request's body. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Takes the lines of an answer. */
    @FunctionalInterface
    interface Lines {
        void take(String line);
    }

    String url() {
        return url;
    }

    /**
     * The whole answer.
     *
     * @throws ProblemException if the server refused
     * @throws IOException if it could not be reached or broke off
     */
    String get(String path) throws IOException {
        var answer = new StringBuilder();
        HttpURLConnection http = open("GET", path);
        read(http, answer::append);
        return answer.toString();
    }

    String post(String path, String json) throws IOException {
        var answer = new StringBuilder();
        postForLines(path, json, answer::append);
        return answer.toString();
    }

    void postForLines(String path, String json, Lines lines) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        HttpURLConnection http = open("POST", path);
        http.setDoOutput(true);
        http.setRequestProperty("Content-Type", "application/json");
        // Without a streaming mode the JDK sends a POST again by itself when the connection breaks.
        http.setFixedLengthStreamingMode(body.length);
        send(http, out -> out.write(body));
        read(http, lines);
    }

    void postStream(String path, Body body, Lines lines) throws IOException {
        HttpURLConnection http = open("POST", path);
        http.setDoOutput(true);
        http.setRequestProperty("Content-Type", "application/json");
        http.setChunkedStreamingMode(CHUNK_BYTES);
        send(http, body);
        read(http, lines);
    }

    private HttpURLConnection open(String method, String path) throws IOException {
        // A proxy configured for the Internet must not get to see a loopback address.
        var http = (HttpURLConnection) URI.create(url + path).toURL().openConnection(Proxy.NO_PROXY);
        http.setRequestMethod(method);
        http.setConnectTimeout(CONNECT_MILLIS);
        http.setReadTimeout(Math.toIntExact(answerWithin.toMillis()));
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setRequestProperty("Accept", "application/json, application/x-ndjson, " + Problem.MEDIA_TYPE);
        key.ifPresent(k -> http.setRequestProperty("Authorization", "Bearer " + new String(k.characters())));
        return http;
    }

    private static void send(HttpURLConnection http, Body body) throws IOException {
        try (OutputStream out = http.getOutputStream()) {
            body.writeTo(out);
        } catch (UnreadableContentException e) {
            throw e;
        } catch (IOException e) {
            // A server that refuses a body half-way closes; its answer may still be there to be read.
            if (!hasAnswered(http)) {
                throw e;
            }
        }
    }

    private static boolean hasAnswered(HttpURLConnection http) {
        try {
            return http.getResponseCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void read(HttpURLConnection http, Lines lines) throws IOException {
        int status = http.getResponseCode();
        if (status >= 400) {
            throw refused(status, text(http.getErrorStream()));
        }
        int characters = 0;
        try (var reader = new BufferedReader(new InputStreamReader(http.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                characters += line.length();
                if (characters > MOST_REPLY_CHARACTERS) {
                    throw new IOException("its answer is longer than " + MOST_REPLY_CHARACTERS + " characters");
                }
                if (!line.isBlank()) {
                    lines.take(line);
                }
            }
        }
    }

    private static ProblemException refused(int status, String body) {
        try {
            return new ProblemException(Problem.FORM.read(JsonIn.parse(body)));
        } catch (WireException notOurs) {
            return new ProblemException(Problem.of(status, "Refused", "HTTP status " + status + ", without a reason"));
        }
    }

    private static String text(@Nullable InputStream in) throws IOException {
        if (in == null) {
            return "";
        }
        try (in) {
            return new String(in.readNBytes(MOST_PROBLEM_BYTES), StandardCharsets.UTF_8);
        }
    }
}
