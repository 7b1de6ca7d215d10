package live.griot.edge.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.SegmentedDatagramPacket;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.MediaPacket;
import live.griot.edge.sfu.Subscription;
import live.griot.edge.srtp.SrtpSender;

/**
 * Sends to its share of the viewers: rewrites, seals and sends what each batch means to each of them, packets of one size in one system
 * call. All but {@link #execute} is called on its own thread; other threads speak to it by tasks.
 */
final class EgressLoop {
    private static final int MAX_DATAGRAM = 1_500;
    /** The kernel takes 64 segments a call, and the IP length field 65,535 bytes. */
    private static final int MAX_SEGMENTS = 40;

    private static final String CANONICAL_NAME = "griot";

    private final EventLoop thread;
    private final Channel channel;
    private final boolean segments;
    private final EdgeCounters counters;
    private final Map<Router, List<ViewerEgress>> viewers = new HashMap<>();
    private final RtpPacket packet = new RtpPacket();
    private final RtcpWriter writer = new RtcpWriter();
    private final byte[] plain = new byte[2 * MAX_DATAGRAM];
    private final byte[] sealed = new byte[MAX_SEGMENTS * MAX_DATAGRAM];
    private int sealedLength;
    private int segmentSize;
    private int segmentCount;
    private boolean runEnded;

    EgressLoop(EventLoop thread, Channel channel, boolean segments, EdgeCounters counters) {
        this.thread = thread;
        this.channel = channel;
        this.segments = segments;
        this.counters = counters;
    }

    /** Runs a task on this loop, after those that were given before; any thread. */
    void execute(Runnable task) {
        if (!thread.isShuttingDown()) {
            thread.execute(task);
        }
    }

    void add(Router router, ViewerEgress viewer) {
        viewers.computeIfAbsent(router, fresh -> new ArrayList<>()).add(viewer);
    }

    void remove(Router router, ViewerEgress viewer) {
        List<ViewerEgress> there = viewers.get(router);
        if (there != null && there.remove(viewer) && there.isEmpty()) {
            viewers.remove(router);
        }
    }

    /** Sends a batch to every viewer of a router. */
    void forward(Router router, MediaBatch batch) {
        List<ViewerEgress> to = viewers.get(router);
        if (to == null) {
            return;
        }
        int commonSize = segments ? batch.commonVideoSize() : 0;
        for (ViewerEgress viewer : to) {
            if (!channel.isWritable()) {
                counters.dropped(DropReason.EGRESS_OVERFLOW);
                continue;
            }
            forward(viewer, MediaKind.VIDEO, batch.video(), commonSize);
            forward(viewer, MediaKind.AUDIO, batch.audio(), 0);
        }
        channel.flush();
    }

    private void forward(ViewerEgress viewer, MediaKind kind, List<MediaPacket> packets, int commonSize) {
        Subscription subscription = viewer.subscription(kind);
        if (subscription == null || packets.isEmpty()) {
            return;
        }
        for (MediaPacket one : packets) {
            int length = subscription.forward(one, MediaBatch.padding(one, commonSize), plain, 0);
            if (length > 0) {
                seal(viewer, length);
            }
        }
        send(viewer);
    }

    /** Sends again what a viewer misses: for each sequence number, of the stream with the source at the same place. */
    void retransmit(ViewerEgress viewer, int[] sources, int[] sequences, long nowNanos) {
        for (int i = 0; i < sequences.length; i++) {
            for (Subscription subscription : viewer.subscriptions()) {
                int length = subscription.outgoing().ssrc() == sources[i]
                        ? subscription.retransmit(sequences[i], nowNanos, plain, 0)
                        : 0;
                if (length > 0) {
                    seal(viewer, length);
                }
            }
        }
        send(viewer);
        channel.flush();
    }

    /** Passes a publisher's report on, so that lips match; its clock stays the publisher's. */
    void senderReport(Router router, int source, long ntpTime, int rtpTimestamp) {
        for (ViewerEgress viewer : viewers.getOrDefault(router, List.of())) {
            for (Subscription subscription : viewer.subscriptions()) {
                if (subscription.forwards(source)) {
                    senderReport(viewer, subscription, ntpTime, rtpTimestamp);
                }
            }
        }
        channel.flush();
    }

    private void senderReport(ViewerEgress viewer, Subscription subscription, long ntpTime, int rtpTimestamp) {
        SrtpSender sender = viewer.sender();
        if (sender == null) {
            return;
        }
        int ssrc = subscription.outgoing().ssrc();
        writer.reset()
                .senderReport(
                        ssrc,
                        ntpTime,
                        subscription.timestampOf(rtpTimestamp),
                        subscription.packetsSent(),
                        subscription.octetsSent())
                .sourceDescription(ssrc, CANONICAL_NAME);
        sealedLength = sender.sealRtcp(writer.array(), 0, writer.length(), sealed, 0);
        segmentSize = sealedLength;
        segmentCount = 1;
        send(viewer);
    }

    /** Seals the plain packet behind those of the same size; what is of another size is sent before it. */
    private void seal(ViewerEgress viewer, int length) {
        SrtpSender sender = viewer.sender();
        if (sender == null || !packet.wrap(plain, 0, length)) {
            return;
        }
        int size = length + sender.overhead();
        boolean fits = segments && !runEnded && segmentCount < MAX_SEGMENTS && size <= segmentSize;
        if (segmentCount > 0 && !fits) {
            send(viewer);
        }
        if (segmentCount == 0) {
            segmentSize = size;
        }
        sealedLength += sender.seal(packet, sealed, sealedLength);
        segmentCount++;
        // Only the last segment of a call may be shorter.
        runEnded = size < segmentSize;
    }

    /** Writes what is sealed as one datagram, or as many segments in one call. */
    private void send(ViewerEgress viewer) {
        InetSocketAddress to = viewer.address();
        if (segmentCount > 0 && to != null) {
            ByteBuf bytes = channel.alloc().directBuffer(sealedLength).writeBytes(sealed, 0, sealedLength);
            var unused = channel.write(
                    segmentCount == 1
                            ? new DatagramPacket(bytes, to)
                            : new SegmentedDatagramPacket(bytes, segmentSize, to),
                    channel.voidPromise());
            counters.forwarded(segmentCount);
        }
        sealedLength = 0;
        segmentCount = 0;
        runEnded = false;
    }
}
