package live.griot.edge.control;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import live.griot.edge.transport.EdgeStatistics;
import live.griot.edge.transport.MediaEdge;
import live.griot.edge.transport.PublishedTrack;
import live.griot.edge.transport.TrackParameters;
import live.griot.edge.transport.TransportHandle;
import live.griot.edge.transport.TransportListener;
import live.griot.edge.transport.TransportParameters;

/** A media edge without media: the test plays the loops' part. */
final class FakeEdge implements MediaEdge {
    final List<Opened> publishers = new CopyOnWriteArrayList<>();
    final List<Opened> viewers = new CopyOnWriteArrayList<>();
    final List<String> closedRouters = new CopyOnWriteArrayList<>();
    List<PublishedTrack> tracks = List.of();
    boolean ready = true;
    boolean media;

    /** One connection that was asked for. Closing it tells the listener, as the edge does. */
    static final class Opened implements TransportHandle {
        final TransportListener listener;
        private volatile boolean open = true;

        Opened(TransportListener listener) {
            this.listener = listener;
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                listener.onClosed();
            }
        }

        @Override
        public boolean isOpen() {
            return open;
        }
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public List<InetSocketAddress> candidates() {
        return List.of(new InetSocketAddress("192.0.2.7", 7000));
    }

    @Override
    public String fingerprint() {
        return "sha-256 " + "AB:".repeat(31) + "AB";
    }

    @Override
    public List<PublishedTrack> tracksOf(String routerId) {
        return tracks;
    }

    @Override
    public boolean hasMedia(String routerId) {
        return media;
    }

    @Override
    public TransportHandle publish(
            String routerId, TransportParameters transport, List<TrackParameters> agreed, TransportListener listener) {
        Opened opened = new Opened(listener);
        publishers.add(opened);
        return opened;
    }

    @Override
    public TransportHandle play(
            String routerId, TransportParameters transport, List<TrackParameters> agreed, TransportListener listener) {
        Opened opened = new Opened(listener);
        viewers.add(opened);
        return opened;
    }

    @Override
    public void closeRouter(String routerId, Runnable whenClosed) {
        closedRouters.add(routerId);
        whenClosed.run();
    }

    @Override
    public EdgeStatistics statistics() {
        return new EdgeStatistics(publishers.size(), viewers.size(), 7, Map.of("MALFORMED_RTP", 3L));
    }
}
