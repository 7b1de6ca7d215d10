/** Taps: what is handed over of a router's packets becomes whole encoded frames, for who keeps them. Knows no loop and no socket. */
@NullMarked
package live.griot.edge.tap;

import org.jspecify.annotations.NullMarked;
