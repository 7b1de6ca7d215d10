package live.griot.recording.store;

/**
 * Where recordings are kept beside this machine's disk, and how much of that may be here again.
 *
 * @param room in bytes
 */
public record FarPlace(FarStore store, long room) {
    public FarPlace {
        if (room <= 0) {
            throw new IllegalArgumentException("What is played needs room");
        }
    }
}
