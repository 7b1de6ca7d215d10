package live.griot.edge.ingest;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TransportHandle;
import live.griot.edge.sfu.TransportListener;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a transport that the ingest loop makes: whoever opens one, or asks something of it, does not wait. One that could not be
 * made is closed. Thread-safe.
 */
class LoopHandle<T extends Transport> implements TransportHandle {
    private final IngestLoop loop;
    private volatile boolean closed;
    private volatile @Nullable T transport;

    LoopHandle(IngestLoop loop, TransportListener listener, Supplier<T> factory) {
        this.loop = loop;
        loop.execute(() -> open(listener, factory));
    }

    private void open(TransportListener listener, Supplier<T> factory) {
        boolean opened = false;
        try {
            T made = factory.get();
            transport = made;
            loop.transports().admit(made);
            opened = true;
        } finally {
            if (!opened) {
                // What failed is told by the fence around commands.
                closed = true;
                listener.onClosed();
            }
        }
    }

    /** Asks something of the transport, on the ingest loop; nothing where it is gone. What fails ends it. */
    void ask(Consumer<T> task) {
        loop.execute(() -> {
            T made = transport;
            if (made != null && made.isOpen()) {
                boolean done = false;
                try {
                    task.accept(made);
                    done = true;
                } finally {
                    if (!done) {
                        loop.transports().letGo(made);
                    }
                }
            }
        });
    }

    IngestLoop loop() {
        return loop;
    }

    @Override
    public void restart(IceCredentials local, @Nullable String remoteUfrag) {
        ask(made -> loop.transports().table().restart(made, local, remoteUfrag));
    }

    @Override
    public void close() {
        closed = true;
        ask(loop.transports()::letGo);
    }

    @Override
    public boolean isOpen() {
        T made = transport;
        return !closed && (made == null || made.isOpen());
    }

    /** The handle of one that publishes. */
    static final class OfPublisher extends LoopHandle<PublisherTransport> implements PublisherHandle {
        OfPublisher(IngestLoop loop, TransportListener listener, Supplier<PublisherTransport> factory) {
            super(loop, listener, factory);
        }

        @Override
        public void update(List<TrackParameters> tracks) {
            PublisherParameters.requireFew(tracks);
            List<TrackParameters> now = List.copyOf(tracks);
            ask(publisher -> publisher.update(now));
        }
    }

    /** The handle of one that subscribes. */
    static final class OfSubscriber extends LoopHandle<ViewerTransport> implements SubscriberHandle {
        OfSubscriber(IngestLoop loop, TransportListener listener, Supplier<ViewerTransport> factory) {
            super(loop, listener, factory);
        }

        @Override
        public void answered(String remoteUfrag, String remoteFingerprint, DtlsRole role) {
            ask(viewer -> viewer.answered(remoteUfrag, remoteFingerprint, role));
        }

        @Override
        public void add(String id, String publicationId, RtpParameters rtp) {
            ask(viewer -> {
                Router router = loop().routers().find(viewer.router());
                PublicationView publication = router == null ? null : router.publication(publicationId);
                viewer.subscribe(id, publication, rtp);
            });
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
