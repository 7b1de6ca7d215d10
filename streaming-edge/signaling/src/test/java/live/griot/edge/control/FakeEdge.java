package live.griot.edge.control;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.EdgeStatistics;
import live.griot.edge.sfu.HostCandidate;
import live.griot.edge.sfu.KeyFrame;
import live.griot.edge.sfu.LoopStatistics;
import live.griot.edge.sfu.MediaEdge;
import live.griot.edge.sfu.MediaTap;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.RouterListener;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.StreamStatistics;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.TapPictures;
import live.griot.edge.sfu.TapStatistics;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.sfu.TransportHandle;
import live.griot.edge.sfu.TransportListener;
import live.griot.edge.sfu.TransportParameters;
import org.jspecify.annotations.Nullable;

/** A media edge without media: the test plays the loops' part. */
final class FakeEdge implements MediaEdge {
    final List<Opened> publishers = new CopyOnWriteArrayList<>();
    final List<PublisherParameters> parameters = new CopyOnWriteArrayList<>();
    final List<Opened> viewers = new CopyOnWriteArrayList<>();
    final List<TransportParameters> played = new CopyOnWriteArrayList<>();
    final List<List<InetAddress>> announced = new CopyOnWriteArrayList<>();
    final List<OpenTap> taps = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<RouterListener> listeners = new CopyOnWriteArrayList<>();
    final List<String> closedRouters = new CopyOnWriteArrayList<>();
    List<PublishedTrack> tracks = List.of();
    List<StreamStatistics> streams = List.of();
    boolean ready = true;
    boolean media;
    /** Is run when a connection is asked for, or addresses are told; throws what the edge is to fail with. */
    volatile Runnable fault = () -> {};

    /** One connection that was asked for. Closing it tells the listener, as the edge does. */
    static final class Opened implements PublisherHandle, SubscriberHandle {
        final TransportListener listener;
        final List<Object> asked = new CopyOnWriteArrayList<>();
        final List<DtlsRole> roles = new CopyOnWriteArrayList<>();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean open = true;

        Opened(TransportListener listener) {
            this.listener = listener;
        }

        /** Plays the loop that hears a publisher's media come or go. */
        PublisherHandle.Listener publisher() {
            return (PublisherHandle.Listener) listener;
        }

        @Override
        public void restart(IceCredentials local, @Nullable String remoteUfrag) {
            asked.add(local);
        }

        @Override
        public void update(List<TrackParameters> tracks) {
            asked.add(tracks);
        }

        @Override
        public void answered(String remoteUfrag, String remoteFingerprint, DtlsRole role) {
            asked.add(remoteUfrag);
            roles.add(role);
        }

        @Override
        public void add(String id, String publicationId, RtpParameters rtp) {
            asked.add("add " + id + " " + publicationId);
        }

        @Override
        public void remove(String id) {
            asked.add("remove " + id);
        }

        @Override
        public void prefer(String id, Preference preference) {
            asked.add(preference);
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                listener.onClosed();
                closed.countDown();
            }
        }

        /** Waits until it is closed. */
        void awaitClosed() {
            try {
                if (!closed.await(10, TimeUnit.SECONDS)) {
                    throw new AssertionError("It stays open");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
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
    public List<HostCandidate> candidates() {
        return List.of(HostCandidate.udp(new InetSocketAddress("192.0.2.7", 7000)));
    }

    @Override
    public void announce(List<InetAddress> addresses) {
        fault.run();
        announced.add(addresses);
    }

    @Override
    public String fingerprint() {
        return "sha-256 " + "AB:".repeat(31) + "AB";
    }

    @Override
    public List<PublishedTrack> publications(String routerId) {
        return tracks;
    }

    @Override
    public boolean hasMedia(String routerId, String participant) {
        return media;
    }

    @Override
    public PublisherHandle publish(String routerId, PublisherParameters parameters, PublisherHandle.Listener listener) {
        fault.run();
        Opened opened = new Opened(listener);
        this.parameters.add(parameters);
        publishers.add(opened);
        return opened;
    }

    @Override
    public SubscriberHandle subscribe(
            String routerId, String participant, IceCredentials local, SubscriberHandle.Listener listener) {
        fault.run();
        Opened opened = new Opened(listener);
        viewers.add(opened);
        return opened;
    }

    @Override
    public TransportHandle play(
            String routerId,
            String participant,
            TransportParameters transport,
            List<RtpParameters> agreed,
            TransportListener listener) {
        fault.run();
        Opened opened = new Opened(listener);
        played.add(transport);
        viewers.add(opened);
        return opened;
    }

    @Override
    public void lead(String routerId, String participant) {
        asked.add("lead " + participant);
    }

    @Override
    public void permit(String routerId, String participant, Set<TrackSource> permitted) {
        asked.add("permit " + participant + " " + new TreeSet<>(permitted));
    }

    @Override
    public void close(String routerId, String participant) {
        asked.add("close " + participant);
    }

    @Override
    public Runnable listen(String routerId, RouterListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void closeRouter(String routerId, Runnable whenClosed) {
        closedRouters.add(routerId);
        whenClosed.run();
    }

    @Override
    public List<String> routers() {
        return List.of();
    }

    @Override
    public void nextKeyFrame(String routerId, Set<Codec> codecs, boolean ask, Consumer<KeyFrame> taker) {
        asked.add("nextKeyFrame " + routerId);
    }

    @Override
    public MediaTap tap(String routerId, TapPictures pictures, MediaTap.Listener listener) {
        OpenTap opened = new OpenTap(routerId, pictures, listener);
        taps.add(opened);
        return opened;
    }

    @Override
    public TapStatistics taps() {
        return new TapStatistics(taps.size(), 13, Duration.ofMillis(1_400), 15, Map.of("FELL_BEHIND", 16L));
    }

    /** A tap, and what was asked of it. */
    static final class OpenTap implements MediaTap {
        final String router;
        final TapPictures pictures;
        final MediaTap.Listener listener;
        final List<Object> asked = new CopyOnWriteArrayList<>();

        OpenTap(String router, TapPictures pictures, MediaTap.Listener listener) {
            this.router = router;
            this.pictures = pictures;
            this.listener = listener;
        }

        @Override
        public void allow(Set<String> participants) {
            asked.add(participants);
        }

        @Override
        public void wantKeyFrame(long stream) {
            asked.add(stream);
        }

        @Override
        public void close() {
            asked.add("close");
        }
    }

    @Override
    public EdgeStatistics statistics() {
        return new EdgeStatistics(
                publishers.size(),
                viewers.size(),
                7,
                6,
                5,
                4,
                2,
                1,
                Map.of("MALFORMED_RTP", 3L),
                Map.of("ENOBUFS", 9L),
                Map.of("VIEWER", 8L));
    }

    @Override
    public List<LoopStatistics> loops() {
        return List.of(
                new LoopStatistics("ingest", 40, Duration.ofMillis(1_500), Duration.ofMillis(20), 0, 0),
                new LoopStatistics("egress-1", 50, Duration.ofMillis(2_500), Duration.ofMillis(30), 11, 12));
    }

    @Override
    public List<StreamStatistics> streams() {
        return streams;
    }
}
