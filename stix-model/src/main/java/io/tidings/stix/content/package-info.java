/** Envelopes and bundles, read once and taken apart into objects. Used wherever bytes from outside come in. */
package io.tidings.stix.content;
