package live.griot.api.tap;

import live.griot.api.id.SessionId;

/** The port by which what is live can be taken, frame by frame, on the node that has it. Thread-safe. */
public interface FrameTaps {
    /** Opens a tap on a session. There may be several; each costs what its streams take. */
    FrameTap open(SessionId session, FrameTap.Listener listener);
}
