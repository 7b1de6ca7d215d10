package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.SequenceNumbers;
import org.jspecify.annotations.Nullable;

/**
 * A simulated viewer: puts the packets it got in order, the frames together, and decodes those that their own numbers say can be
 * decoded. What it then decodes must be what an encoder wrote, on top of what that encoder wrote before.
 */
public abstract class TestReceiver {
    private final Map<Long, byte[]> packets = new TreeMap<>();
    private final Set<Long> decoded = new HashSet<>();
    private final RtpPacket packet = new RtpPacket();
    private long highest = -1;

    private @Nullable Truth open;
    private int openTimestamp;
    private int openPackets;
    private boolean broken;
    private boolean untouched;
    private boolean lossSinceKeyFrame;
    private boolean started;
    private int frames;
    private int decodedFrames;
    private int cutFrames;
    private int switches;
    private int lastEncoder = -1;
    private long worstPaceMicros;
    private long firstCaptureNanos;
    private int firstTimestamp;

    /** Wraps a packet with a payload; returns what its encoder wrote. */
    public abstract Truth read(RtpPacket wrapped);

    /** Returns whether the packet read last is its frame's first, as far as the codec tells. */
    public abstract boolean startsFrame();

    /** Returns whether the packet read last is its frame's last. */
    public boolean endsFrame(RtpPacket wrapped) {
        return wrapped.marker();
    }

    /** Returns whether a frame may have the same timestamp as the one before it. */
    public boolean sharesTimes() {
        return false;
    }

    /** Returns whether a frame that is complete can be decoded; {@code allArrived} when nothing is missing since the one before it. */
    public abstract boolean isDecodable(Truth truth, boolean allArrived);

    /** Takes a packet in; one sequence number never stands for two packets. */
    public void receive(byte[] bytes, int length) {
        assertThat(packet.wrap(bytes, 0, length)).isTrue();
        highest = highest < 0 ? 0x10000 + packet.sequenceNumber() : highest;
        long index = SequenceNumbers.unwrap(highest, packet.sequenceNumber());
        highest = Math.max(highest, index);
        assertThat(packets.put(index, Arrays.copyOf(bytes, length)))
                .as("sent twice: %d", index)
                .isNull();
    }

    /** Decodes all that came. */
    public void decode() {
        long expected = -1;
        for (Map.Entry<Long, byte[]> one : packets.entrySet()) {
            if (expected >= 0 && one.getKey() != expected) {
                broken = true;
                lossSinceKeyFrame = true;
            }
            expected = one.getKey() + 1;
            assertThat(packet.wrap(one.getValue(), 0, one.getValue().length)).isTrue();
            if (packet.payloadLength() > 0) {
                onPacket(read(packet));
            } else {
                // It stands for a packet that was lost and came too late to be of use.
                untouched = false;
                lossSinceKeyFrame = true;
            }
        }
    }

    private void onPacket(Truth truth) {
        if (startsFrame()) {
            begin(truth);
        } else if (open == null || packet.timestamp() != openTimestamp) {
            broken = true;
            open = null;
            return;
        }
        if (!broken && open != null) {
            assertThat(truth.encoder()).isEqualTo(open.encoder());
            assertThat(truth.frame()).isEqualTo(open.frame());
            assertThat(truth.packet()).as("packets of a frame stand in order").isEqualTo(openPackets);
        }
        openPackets++;
        if (endsFrame(packet)) {
            end(truth);
        }
    }

    private void begin(Truth truth) {
        if (open != null) {
            cutFrames++;
            untouched = false;
            if (!broken) {
                assertThat(truth.keyFrame())
                        .as("only a key frame may cut off a frame")
                        .isTrue();
            }
        }
        if (started) {
            assertThat(packet.timestamp() - openTimestamp + (sharesTimes() ? 1 : 0))
                    .as("time goes on")
                    .isPositive();
        } else {
            firstCaptureNanos = truth.captureNanos();
            firstTimestamp = packet.timestamp();
        }
        notePace(truth);
        started = true;
        frames++;
        untouched = !broken && untouched;
        broken = truth.packet() != 0;
        open = truth;
        openTimestamp = packet.timestamp();
        openPackets = 0;
    }

    private void notePace(Truth truth) {
        long passed = (truth.captureNanos() - firstCaptureNanos) / 1_000;
        long told = (packet.timestamp() - firstTimestamp) * 1_000_000L / 90_000;
        worstPaceMicros = Math.max(worstPaceMicros, Math.abs(told - passed));
    }

    private void end(Truth truth) {
        boolean complete = !broken && openPackets == truth.packets();
        open = null;
        if (!complete) {
            untouched = false;
            broken = false;
            return;
        }
        boolean decodable = isDecodable(truth, untouched);
        untouched = true;
        if (!decodable) {
            assertThat(lossSinceKeyFrame)
                    .as("nothing was lost, and yet this cannot be decoded: %s", truth)
                    .isTrue();
            return;
        }
        onDecoded(truth);
    }

    private void onDecoded(Truth truth) {
        if (truth.keyFrame()) {
            decoded.clear();
            lossSinceKeyFrame = false;
        }
        for (int reference : truth.references()) {
            assertThat(decoded).as("%s needs %d", truth, reference).contains(key(truth.encoder(), reference));
        }
        decoded.add(key(truth.encoder(), truth.frame()));
        decodedFrames++;
        if (truth.encoder() != lastEncoder) {
            assertThat(truth.keyFrame())
                    .as("another encoder begins with a key frame")
                    .isTrue();
            lastEncoder = truth.encoder();
            switches++;
        }
    }

    private static long key(int encoder, int frame) {
        return (long) encoder << 32 | frame;
    }

    public int frames() {
        return frames;
    }

    public int decodedFrames() {
        return decodedFrames;
    }

    public int cutFrames() {
        return cutFrames;
    }

    public int switches() {
        return switches;
    }

    /** Returns by how much timestamps were ever away from the time of capture. */
    public long worstPaceMillis() {
        return worstPaceMicros / 1_000;
    }
}
