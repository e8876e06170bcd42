package io.tidings.node.cli;

import picocli.CommandLine.Option;

/** For commands that print data. */
final class JsonOption {
    @Option(names = "--json", description = "Print JSON, with names that stay.")
    private boolean json;

    boolean isSet() {
        return json;
    }
}
