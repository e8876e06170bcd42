/** That addresses and networks are read and compared. */
package io.tidings.stix.pattern.address;
