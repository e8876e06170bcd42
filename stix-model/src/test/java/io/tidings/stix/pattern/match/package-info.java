/** That patterns hold for the observations they should, whatever the order, and that every match ends. */
package io.tidings.stix.pattern.match;
