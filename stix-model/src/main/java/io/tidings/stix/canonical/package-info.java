/** The canonical form of JSON, for digests and signatures (RFC 8785). Never used to store or serve. */
package io.tidings.stix.canonical;
