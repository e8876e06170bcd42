/**
 * Checks objects and bundles against the rules of STIX 2.1, with findings instead of a yes or no. One pass over the
 * bytes, driven by the object tables; the checks of one kind of value or rule stand in one class each. Intake, the
 * command line and builders call it, from any thread.
 */
package io.tidings.stix.validate;
