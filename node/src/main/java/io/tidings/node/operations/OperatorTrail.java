package io.tidings.node.operations;

import io.tidings.node.audit.AuditEvent;
import io.tidings.node.audit.AuditLog;
import io.tidings.node.audit.AuditUnavailableException;
import io.tidings.node.audit.Kind;
import io.tidings.stix.content.MalformedContentException;
import java.io.IOException;
import java.util.function.Supplier;

/** What an operator does, in the audit log: before it is done, and how it ended. Safe for use by any number of threads. */
final class OperatorTrail {
    private final AuditLog log;

    OperatorTrail(AuditLog log) {
        this.log = log;
    }

    /** What is done, and may fail as publishing can. */
    @FunctionalInterface
    interface Act<T> {
        T run() throws IOException, MalformedContentException;
    }

    /** Adds to the record how it ended. */
    @FunctionalInterface
    interface Outcome<T> {
        AuditEvent of(AuditEvent event, T result);
    }

    /** Records a look, then looks. */
    <T> T used(AuditEvent event, Supplier<T> look) {
        record(event, "it could not be recorded, so it is not answered");
        return look.get();
    }

    /** Records what is to be done, does it, and records how it ended. */
    <T> T done(AuditEvent event, Supplier<T> act, Outcome<T> outcome) {
        try {
            return attempted(event, act::get, outcome);
        } catch (IOException | MalformedContentException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As {@link #done}, of what may fail as publishing can. */
    <T> T attempted(AuditEvent event, Act<T> act, Outcome<T> outcome) throws IOException, MalformedContentException {
        record(event.with("state", "begun"), "it could not be recorded, so nothing was done");
        T result;
        try {
            result = act.run();
        } catch (IOException | MalformedContentException | RuntimeException failed) {
            log.note(event.with("state", "failed").with("problem", String.valueOf(failed.getMessage())));
            throw failed;
        }
        record(outcome.of(event.with("state", "done"), result), "it was done, but how it ended could not be recorded");
        return result;
    }

    /**
     * @param otherwise what it means that it could not be recorded
     * @throws OperationException if it could not
     */
    void record(AuditEvent event, String otherwise) {
        try {
            log.require(event);
        } catch (AuditUnavailableException unavailable) {
            throw new OperationException(
                    OperationException.Kind.UNAVAILABLE,
                    otherwise + ": " + unavailable.getMessage() + "; see that the disk has room, then try again");
        }
    }

    static AuditEvent event(String event) {
        return event(Kind.ADMINISTRATION, event);
    }

    static AuditEvent event(Kind kind, String event) {
        return AuditEvent.of(kind, event, AuditEvent.OPERATOR);
    }
}
