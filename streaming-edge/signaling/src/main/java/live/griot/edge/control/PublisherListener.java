package live.griot.edge.control;

import live.griot.edge.sfu.PublisherHandle;

/** Passes on what happens to a publisher's connection. Called on the edge's loops, returns at once. */
record PublisherListener(Publishers publishers, PeerConnection peer, Runnable forget)
        implements PublisherHandle.Listener {
    @Override
    public void onConnected() {
        // The session goes live with its first packet, not with its keys.
    }

    @Override
    public void onMedia() {
        publishers.mediaArrived(peer);
    }

    @Override
    public void onMediaLost() {
        publishers.mediaLost(peer);
    }

    @Override
    public void onClosed() {
        publishers.gone(peer);
        forget.run();
        peer.isGone();
    }
}
