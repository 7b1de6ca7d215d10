package live.griot.recording.playlist;

/**
 * What a player waits for (RFC 8216bis, section 6.2.5.2).
 *
 * @param sequence a media sequence number, from 0
 * @param part the place of a part in that segment, from 0; -1 for the whole segment
 */
public record Position(long sequence, int part) {
    /** Says that the whole segment is meant. */
    public static final int WHOLE = -1;

    public Position {
        if (sequence < 0 || part < WHOLE) {
            throw new IllegalArgumentException("Not a place in a playlist");
        }
    }
}
