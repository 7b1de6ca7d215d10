package live.griot.recording.replay;

import java.time.Instant;
import live.griot.api.id.UserId;

/** Something that happened on stage while a recording ran. */
record Mark(Instant at, Kind kind, UserId person) {
    /** What it was. */
    enum Kind {
        /** They are the host from then on. */
        HOST,
        /** They came on stage. */
        CAME,
        /** They left it. */
        LEFT,
        /** They began to share their screen. */
        SCREEN_ON,
        /** They do not any more. */
        SCREEN_OFF
    }
}
