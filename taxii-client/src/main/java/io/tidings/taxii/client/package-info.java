/**
 * A TAXII 2.1 client. {@link io.tidings.taxii.client.TaxiiClient} is the way in; what it hands out lives in a package
 * per feature. Everything that asks a server blocks its thread, and may be called from any thread that is no event
 * loop.
 */
package io.tidings.taxii.client;
