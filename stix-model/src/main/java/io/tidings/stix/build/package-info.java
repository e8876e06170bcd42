/**
 * Making objects: new ones with identifiers, times and the text's order of properties, new versions and revocations of
 * those that exist. What is made has passed the strict profile. Clock and chance are passed in.
 */
package io.tidings.stix.build;
