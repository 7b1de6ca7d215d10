/**
 * The border between the loop that receives and the loops that send: immutable views, sealed commands, and the queue that carries both.
 * Ingest and egress know this package and never each other.
 */
@NullMarked
package live.griot.edge.handover;

import org.jspecify.annotations.NullMarked;
