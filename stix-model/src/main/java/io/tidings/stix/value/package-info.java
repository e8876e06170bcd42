/**
 * JSON values as immutable trees, read from an object's bytes where a stream does not do: patterns, markings,
 * building. Numbers keep their text, objects their order; all types are safe for use by several threads.
 */
package io.tidings.stix.value;
