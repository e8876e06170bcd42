package io.tidings.taxii.client.failure;

import java.net.URI;
import java.time.Duration;

/** The server kept us waiting longer than the configured time. */
public final class NoAnswerException extends TaxiiClientException {
    private static final long serialVersionUID = 1L;

    private final Stage stage;
    private final Duration limit;

    /** What was waited for. */
    public enum Stage {
        /** A connection, TLS included. */
        CONNECT("a connection"),
        /** The status line and headers. */
        FIRST_BYTE("the first byte of a reply"),
        /** The next piece of a body. */
        IDLE("the next bytes of the reply"),
        /** The end of a body, all waiting taken together. */
        WHOLE("the end of the reply");

        private final String words;

        Stage(String words) {
            this.words = words;
        }
    }

    public NoAnswerException(URI url, Stage stage, Duration limit) {
        super(url, "waited " + limit.toMillis() + " ms for " + stage.words + " and gave up", null);
        this.stage = stage;
        this.limit = limit;
    }

    public Stage stage() {
        return stage;
    }

    public Duration limit() {
        return limit;
    }

    @Override
    public boolean mayPass() {
        return true;
    }
}
