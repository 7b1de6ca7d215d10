package live.griot.edge.control;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.griot.edge.transport.EdgeStatistics;
import live.griot.edge.transport.MediaEdge;
import live.griot.edge.transport.PublishedTrack;
import live.griot.edge.transport.TrackParameters;
import live.griot.edge.transport.TransportHandle;
import live.griot.edge.transport.TransportListener;
import live.griot.edge.transport.TransportParameters;

/** A media edge without media: the test plays the loops' part. */
final class FakeEdge implements MediaEdge {
    final List<Opened> publishers = new ArrayList<>();
    final List<Opened> viewers = new ArrayList<>();
    final List<String> closedRouters = new ArrayList<>();
    List<PublishedTrack> tracks = List.of();
    boolean ready = true;
    boolean media;

    /** One connection that was asked for. Closing it tells the listener, as the edge does. */
    static final class Opened implements TransportHandle {
        final TransportListener listener;
        private boolean open = true;

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
        publishers.add(new Opened(listener));
        return publishers.getLast();
    }

    @Override
    public TransportHandle play(
            String routerId, TransportParameters transport, List<TrackParameters> agreed, TransportListener listener) {
        viewers.add(new Opened(listener));
        return viewers.getLast();
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
