/**
 * How much the networks between the edge and its peers carry: feedback to publishers, and for viewers an estimate with probes, its division
 * among what they watch, and how well everybody is connected.
 */
@NullMarked
package live.griot.edge.congestion;

import org.jspecify.annotations.NullMarked;
