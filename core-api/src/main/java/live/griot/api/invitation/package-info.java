/** Invitations and calls: commands, events, views. */
@NullMarked
package live.griot.api.invitation;

import org.jspecify.annotations.NullMarked;
