package live.griot.api.session;

import live.griot.api.id.SessionId;

/** A command to one live session. */
public interface SessionCommand {
    /** Returns the session it is for. */
    SessionId sessionId();
}
