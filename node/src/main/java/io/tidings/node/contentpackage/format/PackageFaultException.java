package io.tidings.node.contentpackage.format;

import java.time.Instant;
import java.util.Optional;

/** A package that cannot be used, or not yet. Nothing of it was taken. */
public final class PackageFaultException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;
    private final transient Optional<Instant> notBefore;

    public PackageFaultException(Fault fault, String problem) {
        this(fault, problem, Optional.empty());
    }

    /** @param notBefore from when on the same package can be taken, if there is such a time */
    public PackageFaultException(Fault fault, String problem, Optional<Instant> notBefore) {
        super(new Finding(fault, problem).toString());
        this.finding = new Finding(fault, problem);
        this.notBefore = notBefore;
    }

    PackageFaultException(Fault fault, String problem, Throwable cause) {
        super(new Finding(fault, problem).toString(), cause);
        this.finding = new Finding(fault, problem);
        this.notBefore = Optional.empty();
    }

    public Finding finding() {
        return finding;
    }

    public Optional<Instant> notBefore() {
        return notBefore;
    }
}
