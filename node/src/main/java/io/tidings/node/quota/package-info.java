/** How much a principal may ask and move in a stretch of time; counted here, decided on at the doors. */
package io.tidings.node.quota;
