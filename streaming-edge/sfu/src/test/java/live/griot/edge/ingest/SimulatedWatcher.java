package live.griot.edge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import live.griot.edge.congestion.SimulatedNetwork;
import live.griot.edge.congestion.TransportFeedbackRecorder;
import live.griot.edge.egress.SvcReceiver;
import live.griot.edge.egress.TestReceiver;
import live.griot.edge.node.LoopbackStage;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.RtxPayload;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpReceiver;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who watches in simulated time, as a browser does: opens what comes, tells when each packet arrived, asks for what is missing, and
 * remembers what it got of whom and when.
 */
final class SimulatedWatcher {
    private static final int TRANSPORT_CC = 5;
    private static final ExtensionIds EXTENSIONS =
            new ExtensionIds(-1, -1, -1, TRANSPORT_CC, -1, SvcReceiver.DESCRIPTOR_ID);

    private final ViewerTransport peer;
    private final LoopbackStage.RecordingListener heard;
    private final SrtpReceiver receiver;
    private final SimulatedNetwork<byte[]> down;
    private final SimulatedNetwork<byte[]> up;
    private final TransportFeedbackRecorder recorder = new TransportFeedbackRecorder(0);
    private final byte[] body = new byte[TransportFeedbackRecorder.MAX_BODY];
    private final int[] missing = new int[NackGenerator.MAX_MISSING];
    private final RtcpWriter writer = new RtcpWriter();
    private final RtpPacket packet = new RtpPacket();
    private final Map<Integer, Received> bySource = new HashMap<>();
    private final List<Picture> pictures = new ArrayList<>();
    private int nextSource = 0x1000;

    /** A packet of a picture as it came. */
    record Picture(int source, int layer, int timestamp, long nanos) {}

    /** What came of one source. */
    static final class Received {
        private final NackGenerator nacks = new NackGenerator();
        private final int rtxSource;
        private final boolean video;
        private int packets;
        private int latest;
        private int probes;
        private @Nullable TestReceiver decoder;

        private Received(int rtxSource, boolean video) {
            this.rtxSource = rtxSource;
            this.video = video;
        }
    }

    SimulatedWatcher(
            ViewerTransport peer,
            LoopbackStage.RecordingListener heard,
            SrtpMasterKey key,
            SimulatedNetwork<byte[]> down,
            SimulatedNetwork<byte[]> up) {
        this.peer = peer;
        this.heard = heard;
        this.receiver = new SrtpReceiver(key);
        this.down = down;
        this.up = up;
    }

    ViewerTransport peer() {
        return peer;
    }

    /** Subscribes; returns the source under which it comes. */
    int subscribe(String id, Publication publication) {
        boolean video = publication.kind() == MediaKind.VIDEO;
        int source = nextSource;
        nextSource += 2;
        bySource.put(source, new Received(source + 1, video));
        CodecParameters codec = new CodecParameters(
                publication.codec(),
                video ? LoopbackStage.VP8 : LoopbackStage.OPUS,
                video ? LoopbackStage.VP8_RTX : -1,
                "");
        peer.subscribe(
                id,
                publication.view(),
                new RtpParameters(
                        Integer.toString(source),
                        List.of(codec),
                        EXTENSIONS,
                        source,
                        video ? source + 1 : -1,
                        List.of()));
        return source;
    }

    /** Subscribes, and gives what comes to a decoder too. */
    int subscribe(String id, Publication publication, TestReceiver decoder) {
        int source = subscribe(id, publication);
        Objects.requireNonNull(bySource.get(source)).decoder = decoder;
        return source;
    }

    void prefer(String id, Preference preference) {
        peer.prefer(id, preference);
    }

    /** Takes a datagram on its way. */
    void send(byte[] datagram, long now) {
        down.send(datagram, datagram.length + 28, now);
    }

    void step(long now) {
        peer.heard(now);
        down.deliver(now, this::onDatagram);
        if (recorder.isDue(now)) {
            int length = recorder.write(now, body);
            writer.reset().transportFeedback(1, 1, body, length);
            tell(now);
        }
        bySource.forEach((source, received) -> {
            int count = received.video ? received.nacks.due(now, 0, missing) : 0;
            if (count > 0) {
                writer.reset().nack(1, source, missing, count);
                tell(now);
            }
        });
        up.deliver(now, (told, arrival) -> peer.onRtcp(told, told.length, arrival));
    }

    private void tell(long now) {
        byte[] told = Arrays.copyOf(writer.array(), writer.length());
        up.send(told, told.length, now);
    }

    private void onDatagram(byte[] bytes, long arrival) {
        int second = bytes[1] & 0xFF;
        if (second >= 192 && second <= 223) {
            assertThat(receiver.openRtcp(bytes, 0, bytes.length)).isPositive();
            return;
        }
        assertThat(packet.wrapSealed(bytes, 0, bytes.length)).isTrue();
        int length = receiver.open(packet);
        assertThat(length).as("%x %d", packet.ssrc(), packet.sequenceNumber()).isPositive();
        assertThat(packet.wrap(bytes, 0, length)).isTrue();
        int at = packet.extensionOffset(TRANSPORT_CC);
        assertThat(at).isPositive();
        recorder.onPacket(Bytes.u16(bytes, at), arrival);
        bySource.forEach((source, received) -> {
            if (packet.ssrc() == source) {
                decode(received, packet.offset(), packet.length());
                onMedia(source, received, packet.sequenceNumber(), arrival);
            } else if (packet.ssrc() == received.rtxSource) {
                onRetransmission(source, received, arrival);
            }
        });
    }

    private void onMedia(int source, Received received, int sequenceNumber, long arrival) {
        received.packets++;
        received.latest = sequenceNumber;
        received.nacks.onPacket(sequenceNumber);
        if (received.video && packet.payloadLength() > 0) {
            int end = packet.payloadOffset() + packet.payloadLength();
            int layer = SimulatedPublisher.layerOf(packet.array(), end);
            pictures.add(new Picture(source, layer, packet.timestamp(), arrival));
        }
    }

    private void onRetransmission(int source, Received received, long arrival) {
        int original =
                packet.payloadLength() < RtxPayload.OVERHEAD ? -1 : Bytes.u16(packet.array(), packet.payloadOffset());
        if (original >= 0 && received.nacks.isMissing(original)) {
            int restored = RtxPayload.restore(packet, LoopbackStage.VP8, source);
            decode(received, packet.offset() + RtxPayload.OVERHEAD, restored);
            onMedia(source, received, original, arrival);
        } else {
            received.probes++;
        }
    }

    private void decode(Received received, int offset, int length) {
        if (received.decoder != null) {
            received.decoder.receive(Arrays.copyOfRange(packet.array(), offset, offset + length), length);
        }
    }

    /** Tells the edge something at once, whatever the network is like. */
    void tellAtOnce(RtcpWriter told, long now) {
        peer.onRtcp(Arrays.copyOf(told.array(), told.length()), told.length(), now);
    }

    /** Returns whether its connection is over. */
    boolean isClosed() {
        return heard.closed.availablePermits() > 0;
    }

    /** Returns how many pictures came of a source from one moment up to another. */
    int pictures(int source, long from, long to) {
        return (int) pictures.stream()
                .filter(picture -> picture.source == source && picture.nanos >= from && picture.nanos < to)
                .mapToInt(Picture::timestamp)
                .distinct()
                .count();
    }

    /** Returns in which sizes a source came from one moment up to another. */
    Set<Integer> layers(int source, long from, long to) {
        Set<Integer> layers = new TreeSet<>();
        for (Picture picture : pictures) {
            if (picture.source == source && picture.nanos >= from && picture.nanos < to) {
                layers.add(picture.layer);
            }
        }
        return layers;
    }

    /** Returns the longest time for which nothing came of a source, from one moment up to another. */
    long longestGap(int source, long from, long to) {
        long last = from;
        long longest = 0;
        for (Picture picture : pictures) {
            if (picture.source == source && picture.nanos >= from && picture.nanos < to) {
                longest = Math.max(longest, picture.nanos - last);
                last = picture.nanos;
            }
        }
        return Math.max(longest, to - last);
    }

    /** Returns how many packets came of a source. */
    int packets(int source) {
        Received received = bySource.get(source);
        return received == null ? 0 : received.packets;
    }

    /** Returns the sequence number of what came last of a source. */
    int latest(int source) {
        return Objects.requireNonNull(bySource.get(source)).latest;
    }

    /** Returns how many packets of a source are missing now. */
    int unrepaired(int source) {
        int count = 0;
        Received received = bySource.get(source);
        for (int sequence = 0; received != null && sequence < 0x10000; sequence++) {
            count += received.nacks.isMissing(sequence) ? 1 : 0;
        }
        return count;
    }

    /** Returns how many packets came only to see whether the path carries them. */
    int probes() {
        return bySource.values().stream().mapToInt(received -> received.probes).sum();
    }

    /** Returns what was told of a subscription so far, in order. */
    List<SubscriptionState> told(String id) {
        return heard.states.stream().filter(state -> state.id().equals(id)).toList();
    }
}
