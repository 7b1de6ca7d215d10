package live.griot.recording.codec;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;

/** Makes samples of one stream's Opus packets, in stereo at 48 kHz. Whatever bytes come, it answers. Not thread-safe. */
public final class SoundDecoder {
    /** Samples of both sides lie one beside the other. */
    public static final int CHANNELS = 2;

    private final OpusDecoder decoder;

    /** Makes one that has heard nothing. */
    public SoundDecoder() {
        try {
            decoder = new OpusDecoder(OpusPacket.RATE, CHANNELS);
        } catch (OpusException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the samples of the next packet: silence where it makes no sense. */
    public short[] decode(byte[] packet) {
        int duration = Math.max(OpusPacket.duration(packet), 0);
        short[] samples = new short[duration * CHANNELS];
        try {
            decoder.decode(packet, 0, packet.length, samples, 0, duration, false);
            return samples;
        } catch (OpusException | RuntimeException | AssertionError hostile) {
            decoder.resetState();
            return new short[duration * CHANNELS];
        }
    }
}
