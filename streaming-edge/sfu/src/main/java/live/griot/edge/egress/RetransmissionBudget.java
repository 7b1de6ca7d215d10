package live.griot.edge.egress;

/**
 * How much may be sent again to one viewer: a share of what is sent to them, so that who asks for everything over and over costs
 * no more than a very bad network does. Not thread-safe: owned by the viewer's egress loop.
 */
final class RetransmissionBudget {
    /** What may be sent again at once, in bytes: a large key frame. */
    static final int MOST = 256 * 1_024;

    /** One byte may be sent again for every two that are sent. */
    private static final int SHARE = 2;

    private int bytes = MOST;

    /** Notes that so many bytes were sent. */
    void earn(int sent) {
        bytes = Math.min(MOST, bytes + sent / SHARE);
    }

    /** Takes what a packet that is sent again needs; returns false when there is not so much. */
    boolean spend(int again) {
        if (bytes < again) {
            return false;
        }
        bytes -= again;
        return true;
    }

    /** Returns whether nothing may be sent again now. */
    boolean isSpent() {
        return bytes < 1_500;
    }
}
