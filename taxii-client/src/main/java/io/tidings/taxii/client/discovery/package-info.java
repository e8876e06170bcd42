/** What a server is and which API roots it has (TAXII 2.1 §4.1, §4.2, §3.9). Blocks, except for the SRV look-up. */
package io.tidings.taxii.client.discovery;
