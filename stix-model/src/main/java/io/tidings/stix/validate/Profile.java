package io.tidings.stix.validate;

import java.util.Locale;
import java.util.Optional;

/** How strict a receiver is: which findings make it refuse an object. All profiles find the same. */
public enum Profile {
    /** Refuses every error: for one's own objects, and for judging a producer. */
    STRICT {
        @Override
        public boolean refuses(Finding finding) {
            return finding.severity() == Severity.ERROR;
        }
    },
    /** Refuses errors on which a reader would fail or be misled, and records the others: the usual one at intake. */
    INTEROPERABLE {
        @Override
        public boolean refuses(Finding finding) {
            return finding.severity() == Severity.ERROR && finding.harm() != Harm.FORM;
        }
    },
    /** Refuses only what cannot be told apart: for a peer whose objects are wanted however they are. */
    LENIENT {
        @Override
        public boolean refuses(Finding finding) {
            return finding.severity() == Severity.ERROR && finding.harm() == Harm.IDENTITY;
        }
    };

    public abstract boolean refuses(Finding finding);

    /** The profile that {@code text} names, in lower case. */
    public static Optional<Profile> parse(String text) {
        for (Profile profile : values()) {
            if (profile.text().equals(text)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }

    /** Its name in lower case, as a person writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
