package live.griot.command.invitation;

import live.griot.api.invitation.SendInvitation;
import live.griot.api.session.BeginsSession;
import live.griot.api.session.CreateSession;

/** Places a call: its session and its ringing invitation, both or neither. */
record PlaceCall(CreateSession session, SendInvitation invitation) implements BeginsSession {}
