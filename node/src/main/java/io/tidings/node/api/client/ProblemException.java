package io.tidings.node.api.client;

import io.tidings.node.api.wire.Problem;
import java.io.IOException;

/** The server answered with a problem. */
final class ProblemException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
