/** Invitations and calls: the aggregate, its deadline, and the calls that change it. */
@NullMarked
package live.griot.command.invitation;

import org.jspecify.annotations.NullMarked;
