package live.griot.edge.transport;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The handle of a peer that the ingest loop makes: whoever opens one does not wait for it. Thread-safe. */
final class PendingPeer implements TransportHandle {
    private final IngestLoop loop;
    private volatile boolean closed;
    private volatile @Nullable Peer peer;

    PendingPeer(IngestLoop loop, Supplier<Peer> factory) {
        this.loop = loop;
        loop.execute(() -> {
            Peer made = factory.get();
            peer = made;
            loop.admit(made);
        });
    }

    @Override
    public void close() {
        closed = true;
        loop.execute(() -> {
            Peer made = peer;
            if (made != null) {
                var unused = loop.letGo(made);
            }
        });
    }

    @Override
    public boolean isOpen() {
        Peer made = peer;
        return !closed && (made == null || made.isOpen());
    }
}
