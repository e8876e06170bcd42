package io.tidings.node.cms;

/** A detached signature that does not hold, or is not of the one form that is taken. The message says what is wrong. */
public final class SignatureFaultException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What is wrong, by what it may mean. */
    public enum Reason {
        /** It is no signature in the form wanted: cut, changed, or by more or fewer than one signer. */
        FORM,
        /** Its algorithm is none of those allowed. */
        ALGORITHM,
        /** It is not over this content, or not by this certificate's key. */
        VALUE,
        /** Its time stamp is not over this signature, or not by a time stamp authority. */
        TIME_STAMP
    }

    SignatureFaultException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    SignatureFaultException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
