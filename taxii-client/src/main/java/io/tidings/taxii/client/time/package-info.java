/** TAXII timestamps: read with any precision, written with six digits (TAXII 2.1 §2). Values only. */
package io.tidings.taxii.client.time;
