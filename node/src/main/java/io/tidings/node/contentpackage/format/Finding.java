package io.tidings.node.contentpackage.format;

/** One thing that is wrong with one package. */
public record Finding(Fault fault, String problem) {
    @Override
    public String toString() {
        return fault.code() + ": " + problem + "; " + fault.remedy();
    }
}
