/** The scales between which and STIX confidence values the text fixes a mapping (STIX 2.1 appendix A). */
package io.tidings.stix.confidence;
