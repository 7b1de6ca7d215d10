package live.griot.api.invitation;

import live.griot.api.id.InvitationId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;

/** Something that happened to one invitation. Each event says who invited whom where, so that it can be told without looking it up. */
public interface InvitationEvent extends SessionEvent {
    /** Returns the invitation. */
    InvitationId invitationId();

    /** Returns who invited. */
    UserId from();

    /** Returns who is invited. */
    UserId to();

    /** Returns whether it is a call. */
    boolean ringing();
}
