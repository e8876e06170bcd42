package io.tidings.stix.table;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A vocabulary of STIX 2.1 §10.
 *
 * @param name such as {@code indicator-type-ov}; of one without a name, its terms joined by {@code |}
 * @param section where the text lists it, empty for one without a name
 * @param open whether other terms are legal; they SHOULD be lower case with hyphens (§2.14), while an enumeration
 *     has no others (§2.4)
 * @param terms in the order of the text, letter case included
 */
public record Vocabulary(String name, String section, boolean open, Set<String> terms) {
    public Vocabulary {
        terms = Collections.unmodifiableSet(new LinkedHashSet<>(terms));
    }

    public boolean contains(String term) {
        return terms.contains(term);
    }
}
