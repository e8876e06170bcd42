package io.tidings.node.check;

import io.tidings.stix.validate.Finding;
import java.util.OptionalLong;

/**
 * A finding and where it stands.
 *
 * @param file as named by whoever asked
 * @param offset of the object's first byte, from 0; absent for what concerns the whole
 * @param line of that byte, from 1; absent where it is not known
 * @param refused whether the profile refuses the object for it
 */
public record Located(String file, OptionalLong offset, OptionalLong line, Finding finding, boolean refused) {}
