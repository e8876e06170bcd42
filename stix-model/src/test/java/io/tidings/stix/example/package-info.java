/** The examples of the documents, compiled and run as a user of the library would write them. */
package io.tidings.stix.example;
