/** Where things are on a TAXII server: checked URLs, built by the rules of TAXII 2.1 §4 and §5. Values only. */
package io.tidings.taxii.client.url;
