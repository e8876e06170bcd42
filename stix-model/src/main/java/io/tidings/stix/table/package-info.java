/**
 * The object model of STIX 2.1 as tables: object types, extensions, parts, properties, constraints, vocabularies and
 * suggested relationships. Knows no bytes and no JSON; validation, views, building and patterns are driven by it.
 * Read once from a resource when first asked for (about 10 ms), immutable from then on.
 */
package io.tidings.stix.table;
