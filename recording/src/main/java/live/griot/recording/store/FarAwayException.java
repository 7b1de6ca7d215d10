package live.griot.recording.store;

import java.io.IOException;

/** Who keeps files beside this machine's disk does not do as asked now; later it may. What it says may be told to operators. */
public final class FarAwayException extends IOException {
    private static final long serialVersionUID = 1;

    /** Says what went wrong, without credentials and addresses. */
    public FarAwayException(String message) {
        super(message);
    }

    /** Says what went wrong, and why. */
    public FarAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
