/** A STIX object: its bytes as received and the head read from them. */
package io.tidings.stix.object;
