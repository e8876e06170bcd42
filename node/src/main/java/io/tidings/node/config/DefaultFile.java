package io.tidings.node.config;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The published default configuration, {@code config/tidings.yaml}, with an organisation's own values put in. */
final class DefaultFile {
    private static final String RESOURCE = "/io/tidings/config/tidings.yaml";

    private DefaultFile() {}

    static String with(String organisation, int clientPort, int peerPort) {
        String name = new String(JsonStringEncoder.getInstance().quoteAsString(organisation));
        String text = replaceOnce(text(), "\"Example Organisation\"", '"' + name + '"');
        text = replaceOnce(text, "client: {port: 7443,", "client: {port: " + clientPort + ",");
        return replaceOnce(text, "peer: {port: 7444,", "peer: {port: " + peerPort + ",");
    }

    private static String replaceOnce(String text, String old, String value) {
        int at = text.indexOf(old);
        if (at < 0) {
            throw new IllegalStateException(RESOURCE + " no longer holds " + old);
        }
        return text.substring(0, at) + value + text.substring(at + old.length());
    }

    private static String text() {
        try (InputStream in = DefaultFile.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("missing in this program: " + RESOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
