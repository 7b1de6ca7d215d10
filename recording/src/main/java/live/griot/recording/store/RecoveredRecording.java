package live.griot.recording.store;

/**
 * A recording that was not finished when the program ended, and is whole again: all segments are sealed. It stays unfinished until {@link
 * RecordingStore#finish} or {@link RecordingStore#resume}, and each recovery finds it until then.
 *
 * @param contents what it has
 * @param cutBytes how many bytes of its files were cut off, since no whole part is there
 * @param foundParts how many parts are whole that the index did not know
 * @param lostParts how many parts the index knew that are not whole: only a machine that lost its power leaves such
 */
public record RecoveredRecording(
        RecordingName name, RecordingContents contents, long cutBytes, int foundParts, int lostParts) {}
