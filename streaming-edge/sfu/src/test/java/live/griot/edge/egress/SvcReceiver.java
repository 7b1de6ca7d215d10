package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import live.griot.edge.rtp.DependencyDescriptorReader;
import live.griot.edge.rtp.FrameTemplate;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.SequenceNumbers;

/** Decodes what dependency descriptors say can be decoded, by the frame numbers that they refer to. */
public final class SvcReceiver extends TestReceiver {
    public static final int DESCRIPTOR_ID = 7;

    private static final int NO_FRAME = -1;

    private final DependencyDescriptorReader descriptor = new DependencyDescriptorReader();
    private final Set<Long> decoded = new HashSet<>();
    private final int[][] frames = new int[3][3];
    private long frameNumber = NO_FRAME;
    private boolean structured;
    private boolean marked = true;
    private int timestamp;
    private int sequence;
    private int unmarkedPictures;

    @Override
    public Truth read(RtpPacket packet) {
        int at = packet.extensionOffset(DESCRIPTOR_ID);
        assertThat(at).as("every packet has its descriptor").isPositive();
        assertThat(descriptor.read(packet.array(), at, packet.extensionLength(at)))
                .isTrue();
        int number = descriptor.frameNumber();
        frameNumber = frameNumber == NO_FRAME ? 0x10000 + number : SequenceNumbers.unwrap(frameNumber, number);
        if (packet.timestamp() != timestamp) {
            boolean next = packet.sequenceNumber() == (sequence + 1 & 0xFFFF);
            unmarkedPictures += !marked && next ? 1 : 0;
        } else {
            assertThat(marked).as("nothing follows the end of a picture").isFalse();
        }
        marked = packet.marker();
        timestamp = packet.timestamp();
        sequence = packet.sequenceNumber();
        return Truth.read(packet.array(), packet.payloadOffset() + 1);
    }

    @Override
    public boolean startsFrame() {
        return descriptor.startsFrame();
    }

    @Override
    public boolean endsFrame(RtpPacket wrapped) {
        return descriptor.endsFrame();
    }

    @Override
    public boolean sharesTimes() {
        return true;
    }

    @Override
    public boolean isDecodable(Truth truth, boolean allArrived) {
        if (truth.keyFrame()) {
            structured = descriptor.structure() != null;
            decoded.clear();
        }
        FrameTemplate frame = descriptor.frame();
        if (!structured || frame == null) {
            return false;
        }
        for (int reference : frame.references()) {
            if (!decoded.contains(frameNumber - reference)) {
                return false;
            }
        }
        assertThat(decoded.add(frameNumber))
                .as("a frame number stands for one frame")
                .isTrue();
        Objects.checkIndex(frame.spatialId(), frames.length);
        frames[frame.spatialId()][frame.temporalId()]++;
        return true;
    }

    /** Returns the frames decoded of a layer. */
    public int frames(int spatialId, int temporalId) {
        return frames[spatialId][temporalId];
    }

    /** Returns the pictures whose last packet did not say that it was the last, though the one after it came. */
    public int unmarkedPictures() {
        return unmarkedPictures;
    }
}
