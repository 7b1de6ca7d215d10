/** Tickets: the credential of the media edge. */
@NullMarked
package live.griot.identity.ticket;

import org.jspecify.annotations.NullMarked;
