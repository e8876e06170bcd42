/** Queries, and pages of objects read as they arrive (TAXII 2.1 §3.4, §3.7, §5.4, §5.6, §5.7). Blocks. */
package io.tidings.taxii.client.objects;
