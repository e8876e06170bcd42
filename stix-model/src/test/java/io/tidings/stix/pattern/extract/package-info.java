/** Which plain indicators a pattern holds, and in which role. */
package io.tidings.stix.pattern.extract;
