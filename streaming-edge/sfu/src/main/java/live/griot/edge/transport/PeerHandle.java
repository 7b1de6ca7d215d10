package live.griot.edge.transport;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TransportHandle;
import org.jspecify.annotations.Nullable;

/** The handle of a peer that the ingest loop makes: whoever opens one, or asks something of it, does not wait. Thread-safe. */
class PeerHandle<P extends Peer> implements TransportHandle {
    private final IngestLoop loop;
    private volatile boolean closed;
    private volatile @Nullable P peer;

    PeerHandle(IngestLoop loop, Supplier<P> factory) {
        this.loop = loop;
        loop.execute(() -> {
            P made = factory.get();
            peer = made;
            loop.admit(made);
        });
    }

    /** Asks something of the peer, on the ingest loop; nothing where it is gone. */
    void ask(Consumer<P> task) {
        loop.execute(() -> {
            P made = peer;
            if (made != null && made.isOpen()) {
                task.accept(made);
            }
        });
    }

    @Override
    public void restart(IceCredentials local, @Nullable String remoteUfrag) {
        ask(made -> loop.peers().restart(made, local, remoteUfrag));
    }

    @Override
    public void close() {
        closed = true;
        ask(made -> {
            var unused = loop.letGo(made);
        });
    }

    @Override
    public boolean isOpen() {
        P made = peer;
        return !closed && (made == null || made.isOpen());
    }

    /** The handle of one that publishes. */
    static final class OfPublisher extends PeerHandle<PublisherPeer> implements PublisherHandle {
        OfPublisher(IngestLoop loop, Supplier<PublisherPeer> factory) {
            super(loop, factory);
        }

        @Override
        public void update(List<TrackParameters> tracks) {
            PublisherParameters.requireFew(tracks);
            List<TrackParameters> now = List.copyOf(tracks);
            ask(publisher -> publisher.update(now));
        }
    }

    /** The handle of one that subscribes. */
    static final class OfSubscriber extends PeerHandle<ViewerPeer> implements SubscriberHandle {
        OfSubscriber(IngestLoop loop, Supplier<ViewerPeer> factory) {
            super(loop, factory);
        }

        @Override
        public void answered(String remoteUfrag, String remoteFingerprint, DtlsRole role) {
            ask(viewer -> viewer.answered(remoteUfrag, remoteFingerprint, role));
        }

        @Override
        public void add(String id, String publicationId, RtpParameters rtp) {
            ask(viewer -> viewer.subscribe(id, publicationId, rtp));
        }

        @Override
        public void remove(String id) {
            ask(viewer -> viewer.unsubscribe(id));
        }

        @Override
        public void prefer(String id, Preference preference) {
            ask(viewer -> viewer.prefer(id, preference));
        }
    }
}
