/** Data markings: TLP 1 and 2, granular markings (STIX 2.1 §7.2). */
package io.tidings.stix.marking;
