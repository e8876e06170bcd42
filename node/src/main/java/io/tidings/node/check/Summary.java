package io.tidings.node.check;

import io.tidings.stix.validate.Severity;

/**
 * What was found in one file.
 *
 * @param refused objects that the profile refuses; a file that cannot be read to its end counts as one
 * @param unlisted findings that were left out, since one object had too many
 */
public record Summary(String file, long objects, long refused, long errors, long warnings, long notes, long unlisted) {
    static Summary empty(String file) {
        return new Summary(file, 0, 0, 0, 0, 0, 0);
    }

    Summary plusObjects(long more) {
        return new Summary(file, objects + more, refused, errors, warnings, notes, unlisted);
    }

    Summary plusRefused(long more) {
        return new Summary(file, objects, refused + more, errors, warnings, notes, unlisted);
    }

    Summary plusUnlisted(long more) {
        return new Summary(file, objects, refused, errors, warnings, notes, unlisted + more);
    }

    Summary plus(Severity severity) {
        return switch (severity) {
            case ERROR -> new Summary(file, objects, refused, errors + 1, warnings, notes, unlisted);
            case WARNING -> new Summary(file, objects, refused, errors, warnings + 1, notes, unlisted);
            case NOTE -> new Summary(file, objects, refused, errors, warnings, notes + 1, unlisted);
        };
    }

    /** How many findings there are of at least that severity. */
    public long atLeast(Severity severity) {
        return switch (severity) {
            case ERROR -> errors;
            case WARNING -> errors + warnings;
            case NOTE -> errors + warnings + notes;
        };
    }
}
