/**
 * STIX patterns as text and as trees (STIX 2.1 §9): parser, syntax tree, printer. Knows nothing of object types; the
 * packages beside it check, match and explain the trees. Everything here may be used by several threads.
 */
package io.tidings.stix.pattern.syntax;
