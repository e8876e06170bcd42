/** What several tests share: seeds, random JSON, and material that may lie beside the project. */
package io.tidings.stix.testing;
