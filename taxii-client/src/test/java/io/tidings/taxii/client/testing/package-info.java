/** Servers, certificates and objects for tests. */
package io.tidings.taxii.client.testing;
