package live.griot.edge.node;

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
public final class LoopbackStage implements AutoCloseable {
    public static final String LIVE = "live";
    public static final int VP8 = 96;
    public static final int VP8_RTX = 97;
    public static final int OPUS = 111;
    public static final int MID = 4;
    public static final int RID = 10;
    public static final int REPAIRED_RID = 11;
    public static final int TRANSPORT_CC = 3;
    public static final int AUDIO_LEVEL = 1;
    public static final ExtensionIds EXTENSIONS =
            new ExtensionIds(MID, RID, REPAIRED_RID, TRANSPORT_CC, AUDIO_LEVEL, -1);
    public static final List<String> RIDS = List.of("q", "h", "f");
    static final long PATIENCE_SECONDS = 10;

    public final EdgeNode edge;
    private final List<EdgePeer> peers = new ArrayList<>();

    public LoopbackStage() {
        this(EdgeNode.start(
                new EdgeNode.Configuration(0, List.of(InetAddress.getLoopbackAddress()), 2, Duration.ofMillis(500))));
    }

    public LoopbackStage(EdgeNode edge) {
        this.edge = edge;
    }

    /** Lets somebody publish a camera in three sizes (mid 0) and a microphone (mid 1). */
    public OnStage join(String participant) throws Exception {
        return join(participant, EnumSet.allOf(TrackSource.class), camera(RIDS), microphone());
    }

    public OnStage join(String participant, Set<TrackSource> permitted, TrackParameters... tracks) throws Exception {
        return join(address(), participant, permitted, tracks);
    }

    /** Lets somebody publish who reaches the edge at that address. */
    public OnStage join(InetSocketAddress at, String participant, Set<TrackSource> permitted, TrackParameters... tracks)
            throws Exception {
        EdgePeer peer = new EdgePeer(at, edge.fingerprint());
        peers.add(peer);
        RecordingListener heard = new RecordingListener();
        PublisherHandle handle = edge.publish(
                LIVE, new PublisherParameters(participant, peer.parameters(), List.of(tracks), permitted), heard);
        peer.connect();
        await(heard.connected);
        return new OnStage(participant, peer, handle, heard);
    }

    /** Lets somebody receive what they subscribe to; the answer comes after the first check. */
    public Watching watch(String participant) throws Exception {
        return watch(address(), participant);
    }

    /** Lets somebody receive who reaches the edge at that address. */
    public Watching watch(InetSocketAddress at, String participant) throws Exception {
        EdgePeer peer = new EdgePeer(at, edge.fingerprint());
        peers.add(peer);
        RecordingListener heard = new RecordingListener();
        SubscriberHandle handle = edge.subscribe(LIVE, participant, peer.server(), heard);
        peer.reach();
        handle.answered(peer.fragment(), peer.certificateFingerprint(), DtlsRole.SERVER);
        peer.agree();
        await(heard.connected);
        return new Watching(peer, handle, heard);
    }

    /** Lets somebody play the programme. */
    public EdgePeer play(String participant, RtpParameters... tracks) throws Exception {
        EdgePeer peer = new EdgePeer(address(), edge.fingerprint());
        peers.add(peer);
        RecordingListener heard = new RecordingListener();
        edge.play(LIVE, participant, peer.parameters(), List.of(tracks), heard);
        peer.connect();
        await(heard.connected);
        return peer;
    }

    public InetSocketAddress address() {
        return edge.candidates().getFirst().address();
    }

    /** Returns the id under which somebody's track is published, once it is. */
    public String publication(String participant, TrackSource source) throws InterruptedException {
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
    public void awaitDrops(DropReason reason, long count) throws InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (drops(reason) < count && System.nanoTime() < giveUpAt) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(drops(reason)).isEqualTo(count);
    }

    public long drops(DropReason reason) {
        return edge.statistics().drops().getOrDefault(reason.name(), 0L);
    }

    public Listening listen() {
        Listening listening = new Listening();
        edge.listen(LIVE, listening);
        return listening;
    }

    public static TrackParameters camera(List<String> rids) {
        return new TrackParameters(TrackSource.CAMERA, video("0", rids));
    }

    public static TrackParameters screen() {
        return new TrackParameters(TrackSource.SCREEN, video("2", List.of()));
    }

    public static RtpParameters video(String mid, List<String> rids) {
        return new RtpParameters(
                mid, List.of(new CodecParameters(Codec.VP8, VP8, VP8_RTX, "")), EXTENSIONS, -1, -1, rids);
    }

    public static TrackParameters microphone() {
        return new TrackParameters(
                TrackSource.MICROPHONE,
                new RtpParameters(
                        "1", List.of(new CodecParameters(Codec.OPUS, OPUS, -1, "")), EXTENSIONS, -1, -1, List.of()));
    }

    /** What a subscription is sent as. */
    public static RtpParameters out(Codec codec, int ssrc) {
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
    public record OnStage(String participant, EdgePeer peer, PublisherHandle handle, RecordingListener heard) {
        /** Sends a packet of a size of the camera, with mid and rid, from an SSRC of that size. */
        public byte[] camera(int layer, int sequence, boolean keyFrame) {
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
        public void microphone(int sequence, int level) {
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
    public record Watching(EdgePeer peer, SubscriberHandle handle, RecordingListener heard) {
        /** Returns the next packet that is sent as that source. */
        public RtpPacket next(int ssrc) throws InterruptedException {
            return wrap(peer.awaitRtp(packet -> packet.ssrc() == ssrc));
        }

        /** Waits until it was told something of a subscription. */
        public SubscriptionState state(Predicate<SubscriptionState> fits) throws InterruptedException {
            return LoopbackStage.next(heard.states, fits);
        }
    }

    public static RtpPacket wrap(byte[] bytes) {
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        return packet;
    }

    /** Returns what a packet of {@link RtpBuilder#vp8} carries. */
    public static int value(RtpPacket packet) {
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
    public static class RecordingListener implements PublisherHandle.Listener, SubscriberHandle.Listener {
        public final Semaphore connected = new Semaphore(0);
        public final Semaphore media = new Semaphore(0);
        public final Semaphore lost = new Semaphore(0);
        public final Semaphore closed = new Semaphore(0);
        public final BlockingQueue<SubscriptionState> states = new LinkedBlockingQueue<>();

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
    public static final class Listening implements RouterListener {
        public final BlockingQueue<List<PublishedTrack>> publications = new LinkedBlockingQueue<>();
        public final BlockingQueue<Set<String>> speaking = new LinkedBlockingQueue<>();
        public final BlockingQueue<String> dominant = new LinkedBlockingQueue<>();
        public final BlockingQueue<Map<String, ConnectionQuality>> quality = new LinkedBlockingQueue<>();

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
