/** Invitations as they are read, and what the live socket tells of them. */
@NullMarked
package live.griot.query.invitation;

import org.jspecify.annotations.NullMarked;
