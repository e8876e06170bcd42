/** IP addresses and networks as patterns compare them, read from text without asking any resolver. */
package io.tidings.stix.pattern.address;
