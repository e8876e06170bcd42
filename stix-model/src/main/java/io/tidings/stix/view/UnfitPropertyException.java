package io.tidings.stix.view;

/** A property is not as STIX 2.1 has it: missing though required, or of another type. */
public final class UnfitPropertyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String owner;
    private final String property;

    UnfitPropertyException(String owner, String property, String problem) {
        super(owner + ": \"" + property + "\" " + problem);
        this.owner = owner;
        this.property = property;
    }

    /** The identifier of the object, or the name of the part, that has it. */
    public String owner() {
        return owner;
    }

    public String property() {
        return property;
    }
}
