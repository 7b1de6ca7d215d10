package live.griot.recording.store;

import java.io.IOException;

/** A recording is as large as one may be: its index takes no more parts. */
final class IndexFullException extends IOException {
    private static final long serialVersionUID = 1;

    IndexFullException() {
        super("The recording's index has reached its %d bytes".formatted(StoreLimits.INDEX_BYTES));
    }
}
