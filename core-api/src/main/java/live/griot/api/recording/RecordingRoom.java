package live.griot.api.recording;

import live.griot.api.id.UserId;

/** The port that knows whether there is room for another recording. Thread-safe. */
public interface RecordingRoom {
    /**
     * Refuses with RECORDING_UNAVAILABLE where nothing can be recorded here, and with STORAGE_FULL where there is no room, or that host has
     * used up theirs.
     */
    void requireRoom(UserId host);
}
