/** What a pattern may say, what is said of one that may not, and that printing and parsing are each other's inverse. */
package io.tidings.stix.pattern.syntax;
