package live.griot.app.peer;

/**
 * What a peer has sent or received since it began, in the words of the W3C's statistics.
 *
 * @param peer its name
 * @param state of its connection, {@code connected} when media flows
 * @param codec of its video, such as {@code video/VP8}
 * @param framesSent by who publishes
 * @param framesReceived whole frames that arrived
 * @param framesDecoded of those
 * @param framesShown what the page or the sink was handed
 * @param framesChanged of those, how many differed from the one before
 * @param longestGapMillis the longest time without a frame to show since the first one or the last mark, the one that lasts included
 * @param freezes as the browser counts them
 * @param freezeSeconds the time they took together
 * @param packetsLost for good
 * @param nacks packets asked for again, or that were asked for of who publishes
 * @param keyFrameRequests sent or received
 * @param soundSeconds the sound that was played, concealment included
 * @param soundEnergy of it; 0 is silence
 * @param bytes of video sent or received
 */
public record PeerFigures(
        String peer,
        String state,
        String codec,
        long framesSent,
        long framesReceived,
        long framesDecoded,
        long framesShown,
        long framesChanged,
        long longestGapMillis,
        long freezes,
        double freezeSeconds,
        long packetsLost,
        long nacks,
        long keyFrameRequests,
        double soundSeconds,
        double soundEnergy,
        long bytes) {
    /** Before anything was heard of a peer. */
    static PeerFigures none(String peer) {
        return new PeerFigures(peer, "new", "", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Returns whether it is connected. */
    public boolean isConnected() {
        return state.equals("connected");
    }
}
