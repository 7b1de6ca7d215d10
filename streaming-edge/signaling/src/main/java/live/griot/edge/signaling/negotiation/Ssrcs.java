package live.griot.edge.signaling.negotiation;

import java.security.SecureRandom;

/** Chooses the sources of what the edge sends (RFC 3550, section 8). */
final class Ssrcs {
    private Ssrcs() {}

    /** Returns a random one, positive, so that it is never taken for the -1 that says there is none. */
    static int fresh(SecureRandom random) {
        return random.nextInt(1, Integer.MAX_VALUE);
    }

    /** Returns a random one that is not this. */
    static int otherThan(int ssrc, SecureRandom random) {
        int other = fresh(random);
        return other == ssrc ? otherThan(ssrc, random) : other;
    }
}
