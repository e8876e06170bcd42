/**
 * Signed provenance: seals over batches of objects, chains of seals that say which way an object came, and their
 * verification. A library of its own that knows neither store nor network; docs/provenance.md specifies what it makes.
 * Used by the doors from worker threads; everything here is a value or safe for any number of threads.
 */
package io.tidings.node.seal;
