package io.tidings.node.check;

import io.tidings.stix.validate.Finding;
import java.util.OptionalLong;

/**
 * A finding and where it stands.
 *
 * @param file as named by whoever asked
 * @param offset of the first byte of the value it is about, from 0, or of what is nearest around it; absent for what
 *     concerns the whole
 * @param line of that byte, from 1; absent where it is not known
 * @param column of that byte, from 1, in UTF-16 code units; absent where it is not known
 * @param refused whether the profile refuses the object for it
 */
public record Located(
        String file, OptionalLong offset, OptionalLong line, OptionalLong column, Finding finding, boolean refused) {}
