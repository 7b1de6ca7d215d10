package live.griot.app.peer;

/** One peer connection in a process of libwebrtc. */
public final class NativePeer implements MediaPeer {
    private final String name;
    private final NativePeers process;

    NativePeer(String name, NativePeers process) {
        this.name = name;
        this.process = process;
    }

    @Override
    public PeerFigures figures() {
        return process.figures(name);
    }

    @Override
    public void mark() {
        process.tell(PeerOrder.to(name, PeerOrder.Deed.MARK));
    }

    @Override
    public void close() {
        process.tell(PeerOrder.to(name, PeerOrder.Deed.CLOSE));
    }
}
