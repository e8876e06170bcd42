/** What is said about patterns that can be parsed. */
package io.tidings.stix.pattern.types;
