/** STIX timestamps at any precision, compared exactly (STIX 2.1 §2.16). */
package io.tidings.stix.time;
