/** STIX identifiers (STIX 2.1 §2.9). */
package io.tidings.stix.identifier;
