package live.griot.recording.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;

/** Makes Opus packets of samples in stereo at 48 kHz. Not thread-safe. */
public final class SoundEncoder {
    /** Bits a second: what browsers send for a voice, and room for several at once. */
    private static final int BITRATE = 64_000;

    /** From 0 to 10; half of it takes half the time of all, and is heard by few. */
    private static final int COMPLEXITY = 5;

    private static final int LONGEST_PACKET = 1_275;

    private final OpusEncoder encoder;
    private final byte[] packet = new byte[LONGEST_PACKET];

    /** Makes one that has said nothing. */
    public SoundEncoder() {
        try {
            encoder = new OpusEncoder(OpusPacket.RATE, SoundDecoder.CHANNELS, OpusApplication.OPUS_APPLICATION_AUDIO);
            encoder.setBitrate(BITRATE);
            encoder.setComplexity(COMPLEXITY);
        } catch (OpusException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Returns the packet of samples.
     *
     * @param samples of both sides, beside each other: 120, 240, 480 or 960 of each
     */
    public byte[] encode(short[] samples) {
        int duration = samples.length / SoundDecoder.CHANNELS;
        try {
            int length = encoder.encode(samples, 0, duration, packet, 0, packet.length);
            return Arrays.copyOf(packet, length);
        } catch (OpusException impossible) {
            throw new IllegalArgumentException("No Opus frame lasts %d samples".formatted(duration), impossible);
        }
    }
}
