/** What the tests share: a small honest backend, a running server, a client, and the specification's data set. */
package io.tidings.taxii.server.testing;
