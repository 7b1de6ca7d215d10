package live.griot.api.recording;

import live.griot.api.id.SessionId;
import org.jspecify.annotations.Nullable;

/** The port that knows where a live is played as HLS. Thread-safe. */
public interface LiveAddresses {
    /** Returns the address of a live's playlist, for who may watch the live, as an absolute path; null while there is none. */
    @Nullable
    String of(SessionId session);
}
