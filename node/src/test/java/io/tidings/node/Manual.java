package io.tidings.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code docs/operating.md} shows of commands, compared with what they print but for times, names and widths. */
final class Manual {
    private Manual() {}

    static String shape() throws IOException {
        return shape(Files.readString(Path.of("../docs/operating.md")));
    }

    /** @param printed under the command line that made it, as the manual has both */
    static String shape(String printed) {
        return printed.replaceAll("--([0-9a-f]{8})-[0-9a-f-]{27}", "--$1")
                .replaceAll("--[0-9a-f]{8}-?…", "--ID")
                .replaceAll("--[0-9a-f]{8}", "--ID")
                .replaceAll("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME")
                .replaceAll("20[0-9]{2}-[0-9]{2}-[0-9]{2}", "DAY")
                .replaceAll("sha256:[0-9a-f…]+", "SHA256")
                .replaceAll(" +", " ")
                .replaceAll(" \n", "\n");
    }
}
