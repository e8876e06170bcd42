package io.tidings.node.cli;

import io.tidings.node.identity.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Secrets come in by standard input: an argument would be seen by every user of the machine. */
final class StandardInput {
    private static final int MOST_BYTES = 1024;

    private StandardInput() {}

    /** One line, without its end. */
    static Secret secretLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
            if (line.size() >= MOST_BYTES) {
                throw new CommandFailure(
                        ExitCode.MISTAKE, "the password on standard input is longer than " + MOST_BYTES + " bytes");
            }
            line.write(each);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        String secret = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (secret.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.MISTAKE, "--password-stdin takes the first line of standard input, which is empty");
        }
        return new Secret(secret);
    }
}
