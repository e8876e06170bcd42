/** From page to page, past servers that make it hard (TAXII 2.1 §3.5). Values and their rules; no requests. */
package io.tidings.taxii.client.paging;
