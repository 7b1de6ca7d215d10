package live.griot.api.tap;

import live.griot.api.id.SessionId;

/** The port by which what is live can be taken, frame by frame, on the node that has it. Thread-safe. */
public interface FrameTaps {
    /** Which pictures are told. */
    enum Pictures {
        /** The programme's alone. */
        SHOWN,
        /** That one, and of everybody on stage their own: their screen, else their camera. */
        EVERYBODYS
    }

    /** Opens a tap on a session. There may be several; each costs what its streams take. */
    FrameTap open(SessionId session, Pictures pictures, FrameTap.Listener listener);
}
