package io.tidings.node.intake;

import java.io.IOException;
import java.io.InputStream;

/** An envelope or a bundle that can be read from its beginning more than once, such as a file. */
@FunctionalInterface
public interface Content {
    InputStream open() throws IOException;
}
