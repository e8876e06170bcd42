/** How a client proves who it is above TLS, and what a server asks for (TAXII 2.1 §1.6.9, RFC 7235). Values only. */
package io.tidings.taxii.client.auth;
