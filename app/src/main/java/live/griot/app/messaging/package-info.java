/** Axon in this program: the event store, the names events are stored under, the processors, and commands that wait for the read models. */
@NullMarked
package live.griot.app.messaging;

import org.jspecify.annotations.NullMarked;
