/**
 * TAXII resources read from JSON, leniently in what may be missing and strictly in size, depth and form. STIX content
 * never passes here: it keeps its bytes.
 */
package io.tidings.taxii.client.json;
