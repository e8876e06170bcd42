/**
 * The one interface through which this library meets the program that owns the content, and the values that cross it.
 * Its methods are called from worker threads and may block.
 */
package io.tidings.taxii.server.backend;
