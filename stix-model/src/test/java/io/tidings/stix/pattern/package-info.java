/** Patterns as a user of the library meets them: the published cases, hostile input, explanations. */
package io.tidings.stix.pattern;
