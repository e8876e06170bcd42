/**
 * The objects of a collection: getting, adding, deleting (TAXII 2.1 §5.4 to §5.7). Objects are passed on as the bytes
 * they came in. Called from worker threads.
 */
package io.tidings.taxii.server.objects;
