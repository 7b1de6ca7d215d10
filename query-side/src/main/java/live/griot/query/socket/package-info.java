/** The live socket: a tail of the event store, translated once, pushed to every subscriber. */
@NullMarked
package live.griot.query.socket;

import org.jspecify.annotations.NullMarked;
