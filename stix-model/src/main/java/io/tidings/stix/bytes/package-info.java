/** Runs of bytes that are passed on without being copied. */
package io.tidings.stix.bytes;
