/**
 * A JSON scanner for text that is already known to be Unicode and expected to be sound: several times as fast as a general
 * parser, since it stops at anything out of the ordinary and leaves that to one. For the readers of this library.
 */
package io.tidings.stix.scan;
