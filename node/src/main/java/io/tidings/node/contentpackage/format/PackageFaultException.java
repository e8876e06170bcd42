package io.tidings.node.contentpackage.format;

/** A package that cannot be used. Nothing of it was taken. */
public final class PackageFaultException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    public PackageFaultException(Fault fault, String problem) {
        super(new Finding(fault, problem).toString());
        this.finding = new Finding(fault, problem);
    }

    PackageFaultException(Fault fault, String problem, Throwable cause) {
        super(new Finding(fault, problem).toString(), cause);
        this.finding = new Finding(fault, problem);
    }

    public Finding finding() {
        return finding;
    }
}
