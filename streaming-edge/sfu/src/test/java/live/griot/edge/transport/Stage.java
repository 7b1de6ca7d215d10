package live.griot.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import live.griot.edge.congestion.ConnectionQuality;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.peer.EdgePeer;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.PublisherParameters;
import live.griot.edge.sfu.RouterListener;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import org.jspecify.annotations.Nullable;

/** A stage on an edge of its own: people publish cameras in three sizes and microphones, others subscribe; all over loopback. */
final class Stage implements AutoCloseable {
    static final String LIVE = "live";
    static final int VP8 = 96;
    static final int VP8_RTX = 97;
    static final int OPUS = 111;
    static final int MID = 4;
    static final int RID = 10;
    static final int REPAIRED_RID = 11;
    static final int TRANSPORT_CC = 3;
    static final int AUDIO_LEVEL = 1;
    static final ExtensionIds EXTENSIONS = new ExtensionIds(MID, RID, REPAIRED_RID, TRANSPORT_CC, AUDIO_LEVEL, -1);
    static final List<String> RIDS = List.of("q", "h", "f");
    private static final long PATIENCE_SECONDS = 10;

    final NettyMediaEdge edge;
    private final List<EdgePeer> peers = new ArrayList<>();

    Stage() {
        this(NettyMediaEdge.start(new NettyMediaEdge.Configuration(
                0, List.of(InetAddress.getLoopbackAddress()), 2, Duration.ofMillis(500))));
    }

    Stage(NettyMediaEdge edge) {
        this.edge = edge;
    }

    /** Lets somebody publish a camera in three sizes (mid 0) and a microphone (mid 1). */
    OnStage join(String participant) throws Exception {
        return join(participant, EnumSet.allOf(TrackSource.class), camera(RIDS), microphone());
    }

    OnStage join(String participant, Set<TrackSource> permitted, TrackParameters... tracks) throws Exception {
        return join(address(), participant, permitted, tracks);
    }

    /** Lets somebody publish who reaches the edge at that address. */
    OnStage join(InetSocketAddress at, String participant, Set<TrackSource> permitted, TrackParameters... tracks)
            throws Exception {
        EdgePeer peer = new EdgePeer(at, edge.fingerprint());
        peers.add(peer);
        Heard heard = new Heard();
        PublisherHandle handle = edge.publish(
                LIVE, new PublisherParameters(participant, peer.parameters(), List.of(tracks), permitted), heard);
        peer.connect();
        await(heard.connected);
        return new OnStage(participant, peer, handle, heard);
    }

    /** Lets somebody receive what they subscribe to; the answer comes after the first check. */
    Watching watch(String participant) throws Exception {
        return watch(address(), participant);
    }

    /** Lets somebody receive who reaches the edge at that address. */
    Watching watch(InetSocketAddress at, String participant) throws Exception {
        EdgePeer peer = new EdgePeer(at, edge.fingerprint());
        peers.add(peer);
        Heard heard = new Heard();
        SubscriberHandle handle = edge.subscribe(LIVE, participant, peer.server(), heard);
        peer.reach();
        handle.answered(peer.fragment(), peer.certificateFingerprint(), DtlsRole.SERVER);
        peer.agree();
        await(heard.connected);
        return new Watching(peer, handle, heard);
    }

    /** Lets somebody play the programme. */
    EdgePeer play(String participant, RtpParameters... tracks) throws Exception {
        EdgePeer peer = new EdgePeer(address(), edge.fingerprint());
        peers.add(peer);
        Heard heard = new Heard();
        edge.play(LIVE, participant, peer.parameters(), List.of(tracks), heard);
        peer.connect();
        await(heard.connected);
        return peer;
    }

    InetSocketAddress address() {
        return edge.candidates().getFirst().address();
    }

    /** Returns the id under which somebody's track is published, once it is. */
    String publication(String participant, TrackSource source) throws InterruptedException {
        Listening listening = listen();
        return listening.await(all -> all.stream().anyMatch(one -> isOf(one, participant, source))).stream()
                .filter(one -> isOf(one, participant, source))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static boolean isOf(PublishedTrack track, String participant, TrackSource source) {
        return track.participant().equals(participant) && track.source() == source;
    }

    /** Waits until so many were dropped for that reason, and no more. */
    void awaitDrops(DropReason reason, long count) throws InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (drops(reason) < count && System.nanoTime() < giveUpAt) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(drops(reason)).isEqualTo(count);
    }

    long drops(DropReason reason) {
        return edge.statistics().drops().getOrDefault(reason.name(), 0L);
    }

    Listening listen() {
        Listening listening = new Listening();
        edge.listen(LIVE, listening);
        return listening;
    }

    static TrackParameters camera(List<String> rids) {
        return new TrackParameters(TrackSource.CAMERA, video("0", rids));
    }

    static TrackParameters screen() {
        return new TrackParameters(TrackSource.SCREEN, video("2", List.of()));
    }

    static RtpParameters video(String mid, List<String> rids) {
        return new RtpParameters(
                mid, List.of(new CodecParameters(Codec.VP8, VP8, VP8_RTX, "")), EXTENSIONS, -1, -1, rids);
    }

    static TrackParameters microphone() {
        return new TrackParameters(
                TrackSource.MICROPHONE,
                new RtpParameters(
                        "1", List.of(new CodecParameters(Codec.OPUS, OPUS, -1, "")), EXTENSIONS, -1, -1, List.of()));
    }

    /** What a subscription is sent as. */
    static RtpParameters out(Codec codec, int ssrc) {
        boolean video = codec != Codec.OPUS;
        return new RtpParameters(
                Integer.toString(ssrc),
                List.of(new CodecParameters(codec, video ? VP8 : OPUS, video ? VP8_RTX : -1, "")),
                ExtensionIds.NONE,
                ssrc,
                video ? ssrc + 1 : -1,
                List.of());
    }

    private static void await(Semaphore told) throws InterruptedException {
        assertThat(told.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        peers.forEach(EdgePeer::close);
        edge.close();
    }

    /** Somebody who publishes. Each packet carries what it is: the layer in the upper 16 bits of its value, its number in the lower. */
    record OnStage(String participant, EdgePeer peer, PublisherHandle handle, Heard heard) {
        /** Sends a packet of a size of the camera, with mid and rid, from an SSRC of that size. */
        byte[] camera(int layer, int sequence, boolean keyFrame) {
            return camera(layer, 0x100 + layer, sequence, keyFrame);
        }

        byte[] camera(int layer, int ssrc, int sequence, boolean keyFrame) {
            byte[] packet = cameraPacket(layer, ssrc, sequence, keyFrame).build();
            peer.sendRtp(packet);
            return packet;
        }

        static RtpBuilder cameraPacket(int layer, int ssrc, int sequence, boolean keyFrame) {
            return RtpBuilder.packet(VP8, ssrc, sequence, 3_000 * sequence)
                    .extension(MID, "0")
                    .extension(RID, RIDS.get(layer))
                    .extension16(TRANSPORT_CC, sequence)
                    .vp8(keyFrame, layer << 16 | sequence);
        }

        /** Sends a packet of sound at that level, 0 for the loudest to 127 for silence. */
        void microphone(int sequence, int level) {
            peer.sendRtp(RtpBuilder.packet(OPUS, 0x200, sequence, 960 * sequence)
                    .extension(MID, "1")
                    .extension(AUDIO_LEVEL, (byte) (0x80 | level))
                    .payload(new byte[20])
                    .build());
        }

        void screen(int sequence, boolean keyFrame) {
            peer.sendRtp(RtpBuilder.packet(VP8, 0x300, sequence, 3_000 * sequence)
                    .extension(MID, "2")
                    .vp8(keyFrame, sequence)
                    .build());
        }
    }

    /** Somebody who receives. */
    record Watching(EdgePeer peer, SubscriberHandle handle, Heard heard) {
        /** Returns the next packet that is sent as that source. */
        RtpPacket next(int ssrc) throws InterruptedException {
            return wrap(peer.awaitRtp(packet -> packet.ssrc() == ssrc));
        }

        /** Waits until it was told something of a subscription. */
        SubscriptionState state(Predicate<SubscriptionState> fits) throws InterruptedException {
            return Stage.next(heard.states, fits);
        }
    }

    static RtpPacket wrap(byte[] bytes) {
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        return packet;
    }

    /** Returns what a packet of {@link RtpBuilder#vp8} carries. */
    static int value(RtpPacket packet) {
        return Bytes.i32(packet.array(), packet.payloadOffset() + 2);
    }

    private static <T> T next(BlockingQueue<T> queue, Predicate<T> fits) throws InterruptedException {
        for (T next; (next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) != null; ) {
            if (fits.test(next)) {
                return next;
            }
        }
        throw new AssertionError("Nothing that fits was told within %d s".formatted(PATIENCE_SECONDS));
    }

    /** What a connection's listener was told. */
    static final class Heard implements PublisherHandle.Listener, SubscriberHandle.Listener {
        final Semaphore connected = new Semaphore(0);
        final Semaphore media = new Semaphore(0);
        final Semaphore lost = new Semaphore(0);
        final Semaphore closed = new Semaphore(0);
        final BlockingQueue<SubscriptionState> states = new LinkedBlockingQueue<>();

        @Override
        public void onConnected() {
            connected.release();
        }

        @Override
        public void onMedia() {
            media.release();
        }

        @Override
        public void onMediaLost() {
            lost.release();
        }

        @Override
        public void onClosed() {
            closed.release();
        }

        @Override
        public void onStates(List<SubscriptionState> changed) {
            states.addAll(changed);
        }

        boolean wasClosedWithin(long millis) throws InterruptedException {
            return closed.tryAcquire(millis, TimeUnit.MILLISECONDS);
        }
    }

    /** What a router's listener was told. */
    static final class Listening implements RouterListener {
        final BlockingQueue<List<PublishedTrack>> publications = new LinkedBlockingQueue<>();
        final BlockingQueue<Set<String>> speaking = new LinkedBlockingQueue<>();
        final BlockingQueue<String> dominant = new LinkedBlockingQueue<>();
        final BlockingQueue<Map<String, ConnectionQuality>> quality = new LinkedBlockingQueue<>();

        List<PublishedTrack> await(Predicate<List<PublishedTrack>> fits) throws InterruptedException {
            return next(publications, fits);
        }

        @Override
        public void onPublications(List<PublishedTrack> now) {
            publications.add(now);
        }

        @Override
        public void onSpeakers(Set<String> now, @Nullable String floor) {
            speaking.add(now);
            if (floor != null) {
                dominant.add(floor);
            }
        }

        @Override
        public void onQuality(Map<String, ConnectionQuality> changed) {
            quality.add(changed);
        }
    }
}
