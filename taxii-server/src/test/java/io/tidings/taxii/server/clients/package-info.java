/** What real clients send and need, replayed (the field's lessons, "Exact quirks per client"). */
package io.tidings.taxii.server.clients;
