package live.griot.edge.control;

import live.griot.edge.sfu.TransportListener;

/** Passes on what happens to a viewer's connection. Called on the edge's loops, returns at once. */
record ViewerListener(Viewers viewers, PeerConnection peer, Runnable forget) implements TransportListener {
    @Override
    public void onConnected() {
        viewers.joined(peer);
    }

    @Override
    public void onClosed() {
        viewers.gone(peer);
        forget.run();
        peer.isGone();
    }
}
