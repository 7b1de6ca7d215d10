package live.griot.app.peer;

import java.net.URI;

/**
 * What a libwebrtc peer is to do: one line of JSON on its process's standard input.
 *
 * @param peer the name under which it reports
 * @param way by which it comes to an agreement with the edge
 * @param url where that way begins
 * @param codec what it publishes with, {@code VP8} or {@code H264}; empty for all it can, in its own order
 * @param port the port it is to reach the edge at, such as a bad network's; 0 for the edge's own
 * @param picture what it publishes, if it does
 */
record PeerOrder(String peer, Deed deed, Way way, URI url, String ticket, String codec, int port, Picture picture) {
    enum Deed {
        /** Sends a moving picture and a tone. */
        PUBLISH,
        /** Receives a picture and a sound. */
        PLAY,
        /** Measures gaps between pictures anew from now on. */
        MARK,
        /** Ends the connection. */
        CLOSE
    }

    private static final URI NOWHERE = URI.create("about:blank");

    /** Something to do for a peer that is there. */
    static PeerOrder to(String peer, Deed deed) {
        return new PeerOrder(peer, deed, Way.HTTP, NOWHERE, "", "", 0, Picture.SMALL);
    }
}
