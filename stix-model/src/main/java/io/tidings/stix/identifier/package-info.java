/** STIX identifiers: their form, and new ones by chance, by name, or by content of an SCO (STIX 2.1 §2.9). */
package io.tidings.stix.identifier;
