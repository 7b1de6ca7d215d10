package live.griot.edge.egress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import live.griot.edge.handover.EgressBatch;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.net.DatagramSender;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.srtp.SrtpSender;
import live.griot.edge.telemetry.EdgeCounters;
import org.jspecify.annotations.Nullable;

/**
 * How packets leave towards one viewer: at a pace that their path takes, within what may be sent again to them, numbered for their
 * congestion feedback and sealed with their keys. Not thread-safe: owned by the viewer's egress loop; time comes in.
 */
final class PacedSender {
    /** The most bytes of a payload that fits a datagram with all headers that a viewer may take. */
    static final int MAX_PAYLOAD = DatagramSender.MAX_DATAGRAM - 16 - 100;

    /** The most packets that wait for their pace; more would be too old when they leave. */
    static final int MAX_WAITING = 1_024;

    /** A probe's packet says little when it is smaller, and does not travel whole when it is larger. */
    private static final int MIN_PROBE = 200;

    private static final int MAX_PROBE = 1_200;

    private final ViewerBandwidth bandwidth;
    private final EdgeCounters counters;
    private final List<EgressTrack> takenTracks = new ArrayList<>();
    private final List<EgressBatch> takenBatches = new ArrayList<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final ViewerPacer pacer = new ViewerPacer();
    private final RetransmissionBudget budget = new RetransmissionBudget();
    private @Nullable SrtpSender sender;
    private @Nullable NetworkPath path;
    private int probed;

    /** A packet of a picture that waits for its pace, until that time at most. */
    private record Waiting(EgressTrack track, MediaPacket packet, int commonSize, long dueNanos) {}

    /** Makes one that has no key and no path yet; what it sends is numbered by that bandwidth. */
    PacedSender(ViewerBandwidth bandwidth, EdgeCounters counters) {
        this.bandwidth = bandwidth;
        this.counters = counters;
    }

    /** Begins to send, now that there are a key and a path. Takes ownership of the key. */
    void begin(SrtpSender newSender, NetworkPath where) {
        sender = newSender;
        path = where;
    }

    /** Returns whether there are a key and a path to send with. */
    boolean isReady() {
        return sender != null && path != null;
    }

    void moveTo(NetworkPath where) {
        path = where;
    }

    /** Ends: what waits is left out, and the key is let go. */
    void end() {
        waiting.clear();
        SrtpSender sealing = sender;
        sender = null;
        if (sealing != null) {
            sealing.close();
        }
    }

    /** Lets nothing of a track wait any more. */
    void forget(EgressTrack track) {
        waiting.removeIf(one -> one.track().equals(track));
    }

    /** Returns whether the way to the viewer takes more, as far as it is known. */
    boolean isWritable(PacketSealer sealer) {
        NetworkPath way = path;
        return way == null || sealer.isWritable(way);
    }

    /** Paces by what is known of the path now. */
    void adapt(long nowNanos) {
        pacer.adapt(bandwidth.estimateBps(), bandwidth.roundTripNanos(), nowNanos);
    }

    /** Returns whether packets wait for their pace. */
    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** Takes a batch that a track wants, to be forwarded with what else comes; returns whether it is the first. */
    boolean take(EgressTrack track, EgressBatch batch) {
        takenTracks.add(track);
        takenBatches.add(batch);
        return takenTracks.size() == 1;
    }

    /**
     * Sends what was taken, and lets what the pace does not allow wait. What waited for too long is left out; where the way out is full,
     * sound is, and the picture up to its next key frame: before packets are numbered, so that the viewer does not ask for what was never
     * sent.
     */
    void forward(PacketSealer sealer, long nowNanos) {
        NetworkPath to = path;
        if (to != null && sender != null) {
            boolean writable = sealer.isWritable(to);
            int largest = sealer.gathers() ? largestPicture() : 0;
            release(sealer, nowNanos);
            for (int i = 0; i < takenTracks.size(); i++) {
                forward(takenTracks.get(i), takenBatches.get(i), largest, writable, sealer, nowNanos);
            }
        }
        takenTracks.clear();
        takenBatches.clear();
    }

    /** Returns the most bytes of a picture's payload among what was taken. */
    private int largestPicture() {
        int largest = 0;
        for (int i = 0; i < takenTracks.size(); i++) {
            if (takenTracks.get(i).kind() == MediaKind.VIDEO) {
                largest = Math.max(largest, takenBatches.get(i).largestPayload());
            }
        }
        return largest;
    }

    private void forward(
            EgressTrack track, EgressBatch batch, int largest, boolean writable, PacketSealer sealer, long nowNanos) {
        if (batch.isStale(nowNanos)) {
            batch.packets().forEach(track::skip);
            counters.dropped(DropReason.STALE, batch.packets().size());
            return;
        }
        int commonSize = track.commonSize(batch, largest);
        boolean video = track.kind() == MediaKind.VIDEO;
        List<MediaPacket> packets = batch.packets();
        for (int i = 0; i < packets.size(); i++) {
            MediaPacket packet = packets.get(i);
            if (!writable) {
                track.skip(packet);
                counters.dropped(DropReason.EGRESS_OVERFLOW);
            } else if (packet.payloadLength() > MAX_PAYLOAD) {
                track.skip(packet);
                counters.dropped(DropReason.OVERSIZE);
            } else if (video && !mayLeave(packet, nowNanos)) {
                // Those that wait are spread evenly over the longest time that they may.
                long patience = ViewerPacer.LONGEST_NANOS * (i + 1) / packets.size();
                waiting.add(new Waiting(track, packet, commonSize, nowNanos + patience));
            } else {
                if (!video) {
                    pacer.count(packet.payloadLength());
                }
                write(track, packet, commonSize, sealer, nowNanos);
            }
        }
    }

    private boolean mayLeave(MediaPacket packet, long nowNanos) {
        return waiting.size() >= MAX_WAITING || (waiting.isEmpty() && pacer.take(packet.payloadLength(), nowNanos));
    }

    /** Sends of what waits what the pace allows by now. */
    void release(PacketSealer sealer, long nowNanos) {
        for (Waiting next; (next = waiting.peek()) != null && isReleased(next, nowNanos); ) {
            waiting.remove();
            write(next.track(), next.packet(), next.commonSize(), sealer, nowNanos);
        }
    }

    private boolean isReleased(Waiting next, long nowNanos) {
        int bytes = next.packet().payloadLength();
        if (pacer.take(bytes, nowNanos)) {
            return true;
        }
        boolean overdue = nowNanos >= next.dueNanos() || waiting.size() >= MAX_WAITING;
        if (overdue) {
            pacer.count(bytes);
        }
        return overdue;
    }

    private void write(EgressTrack track, MediaPacket packet, int commonSize, PacketSealer sealer, long nowNanos) {
        int length = track.forward(packet, commonSize, sealer.plain());
        while (length > 0) {
            budget.earn(length);
            seal(track, length, sealer, nowNanos);
            length = track.forwardHeld(sealer.plain());
        }
    }

    /** Sends again what the viewer misses, if there still is such a packet and they did not ask for too much. */
    void retransmit(EgressTrack track, int sequenceNumber, PacketSealer sealer, long nowNanos) {
        if (budget.isSpent()) {
            counters.dropped(DropReason.RETRANSMISSION_LIMIT);
            return;
        }
        int length = track.retransmit(sequenceNumber, nowNanos, bandwidth.roundTripNanos(), sealer.plain());
        if (length > 0 && budget.spend(length)) {
            counters.retransmitted();
            pacer.count(length);
            seal(track, length, sealer, nowNanos);
        }
    }

    /** Sends so many bytes, by packets of these tracks that say nothing new: while no picture waits, to see whether the path takes more. */
    void probe(int due, List<EgressTrack> tracks, PacketSealer sealer, long nowNanos) {
        int left = due;
        while (left > 0 && isReady() && waiting.isEmpty()) {
            int size = Math.clamp(left, MIN_PROBE, MAX_PROBE);
            left = probeWithAny(size, tracks, sealer, nowNanos) ? bandwidth.paddingDue(nowNanos) : 0;
        }
    }

    /** The tracks take turns, so that their newest packets do. */
    private boolean probeWithAny(int size, List<EgressTrack> tracks, PacketSealer sealer, long nowNanos) {
        for (int i = 0; i < tracks.size(); i++) {
            probed = (probed + 1) % tracks.size();
            EgressTrack track = tracks.get(probed);
            int length = track.probe(size, nowNanos, sealer.plain());
            if (length > 0) {
                seal(track, length, sealer, nowNanos);
                return true;
            }
        }
        return false;
    }

    /** Numbers and seals the plain packet of a track. */
    private void seal(EgressTrack track, int length, PacketSealer sealer, long nowNanos) {
        SrtpSender sealing = sender;
        NetworkPath to = path;
        if (sealing != null && to != null) {
            if (track.subscription().carriesTransportSequence()) {
                int number = bandwidth.number(length + sealing.overhead(), nowNanos);
                Bytes.put16(sealer.plain(), OutgoingExtensions.TRANSPORT_SEQUENCE_OFFSET, number);
            }
            sealer.seal(sealing, to, length);
        }
    }

    /** Sends a compound RTCP packet, if there is anything in it. */
    void sendRtcp(RtcpWriter compound, PacketSealer sealer) {
        SrtpSender sealing = sender;
        NetworkPath to = path;
        if (sealing != null && to != null && compound.length() > 0) {
            sealer.sendRtcp(sealing, to, compound.array(), compound.length());
        }
    }
}
