package live.griot.edge.transport;

import java.util.List;
import java.util.function.Supplier;
import live.griot.edge.ice.IceCredentials;
import org.jspecify.annotations.Nullable;

/** The handle of a peer that the ingest loop makes: whoever opens one does not wait for it. Thread-safe. */
final class PendingPeer implements PublisherHandle {
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
    public void restart(IceCredentials local, @Nullable String remoteUfrag) {
        throw new UnsupportedOperationException("Not yet");
    }

    @Override
    public void update(List<TrackParameters> tracks) {
        throw new UnsupportedOperationException("Not yet");
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
