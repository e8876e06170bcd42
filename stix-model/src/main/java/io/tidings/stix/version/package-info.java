/** Which versions of an object a request gets (TAXII 2.1 §3.4.1). Pure functions, safe on any thread. */
package io.tidings.stix.version;
