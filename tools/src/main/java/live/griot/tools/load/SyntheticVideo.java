package live.griot.tools.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An H.264 stream that is made and not recorded, so that nothing need be kept: 1280x720, constrained baseline, level 3.1, and of a chosen
 * size, for a part of each picture is macroblocks of raw samples (I_PCM) and the rest is predicted or skipped. Every decoder shows it. Not
 * thread-safe. ITU-T H.264, sections 7.3 and 7.4.
 */
final class SyntheticVideo {
    static final int WIDTH = 1_280;
    static final int HEIGHT = 720;
    static final int FRAMES_A_SECOND = 30;

    /** Raw macroblocks of a picture: 9.2 kB, which with the time stamp's unit before it makes 2.5 Mbit/s. */
    private static final int RAW = 24;

    /** After a key frame an encoder saves until its budget is even again. */
    private static final int RAW_WHILE_SAVING = 18;

    private static final int RAW_IN_KEY_FRAME = 130;
    private static final int SAVING_FRAMES = (RAW_IN_KEY_FRAME - RAW) / (RAW - RAW_WHILE_SAVING);

    private static final int COLUMNS = WIDTH / 16;
    private static final int MACROBLOCKS = COLUMNS * HEIGHT / 16;
    private static final int RAW_BYTES = 384;
    private static final int CAPACITY = 120_000;
    private static final int SLICE_OF_KEY_FRAME = 0x65;
    private static final int SLICE = 0x61;

    private static final byte[] SEQUENCE_PARAMETERS = sequenceParameters();
    private static final byte[] PICTURE_PARAMETERS = pictureParameters();

    private final byte[] grain = new byte[RAW_BYTES * 64];
    private final Random random;
    private int frameNumber;
    private int keyFrames;
    private int saving;

    /** Draws from that seed. */
    SyntheticVideo(long seed) {
        random = new Random(seed);
        for (int at = 0; at < grain.length; at++) {
            grain[at] = (byte) (16 + random.nextInt(220));
        }
    }

    /** Returns the NAL units of the next picture, the parameter sets before a key frame. */
    List<byte[]> next(boolean keyFrame) {
        List<byte[]> units = new ArrayList<>();
        if (keyFrame) {
            units.add(SEQUENCE_PARAMETERS.clone());
            units.add(PICTURE_PARAMETERS.clone());
            frameNumber = 0;
            saving = SAVING_FRAMES;
            units.add(keyFrame(raw(RAW_IN_KEY_FRAME)));
        } else {
            frameNumber = frameNumber + 1 & 0xFF;
            units.add(predicted(raw(saving-- > 0 ? RAW_WHILE_SAVING : RAW)));
        }
        return units;
    }

    /** Returns which macroblocks are raw, about that many. */
    private boolean[] raw(int count) {
        boolean[] raw = new boolean[MACROBLOCKS];
        for (int number = 0; number < count; number++) {
            raw[random.nextInt(MACROBLOCKS)] = true;
        }
        return raw;
    }

    private byte[] keyFrame(boolean[] raw) {
        BitWriter slice = new BitWriter(CAPACITY);
        slice.bits(SLICE_OF_KEY_FRAME, 8).ue(0).ue(7).ue(0).bits(0, 8).ue(keyFrames++ & 1);
        // No output of prior pictures, no long-term reference; no change of the quantiser; no deblocking.
        slice.bits(0, 2).ue(0).ue(1);
        for (int number = 0; number < MACROBLOCKS; number++) {
            if (raw[number]) {
                sample(slice.ue(25));
            } else {
                // Intra_16x16, predicted from the mean of its neighbours, nothing coded but a count of coefficients
                // that is 0. How that is
                // written depends on the neighbours' counts, which are 16 where they are raw (section 9.2.1).
                boolean besideRaw =
                        (number % COLUMNS > 0 && raw[number - 1]) || (number >= COLUMNS && raw[number - COLUMNS]);
                slice.ue(3).ue(0).ue(0).bits(besideRaw ? 0b000011 : 1, besideRaw ? 6 : 1);
            }
        }
        return slice.finish();
    }

    private byte[] predicted(boolean[] raw) {
        BitWriter slice = new BitWriter(CAPACITY);
        slice.bits(SLICE, 8).ue(0).ue(5).ue(0).bits(frameNumber, 8);
        // As many references as the parameters say, in their order, and the oldest goes; the quantiser and deblocking
        // as above.
        slice.bits(0, 3).ue(0).ue(1);
        int skipped = 0;
        for (boolean one : raw) {
            if (one) {
                sample(slice.ue(skipped).ue(30));
                skipped = 0;
            } else {
                skipped++;
            }
        }
        if (skipped > 0) {
            slice.ue(skipped);
        }
        return slice.finish();
    }

    private void sample(BitWriter slice) {
        slice.align().copy(grain, RAW_BYTES * random.nextInt(grain.length / RAW_BYTES), RAW_BYTES);
    }

    private static byte[] sequenceParameters() {
        return new BitWriter(64)
                .bits(0x67, 8)
                .bits(0x42E01F, 24)
                .ue(0)
                // Frame numbers of 8 bits; pictures are shown in the order in which they come; one reference.
                .ue(4)
                .ue(2)
                .ue(1)
                .bits(0, 1)
                .ue(COLUMNS - 1)
                .ue(HEIGHT / 16 - 1)
                .bits(0b1100, 4)
                .finish();
    }

    private static byte[] pictureParameters() {
        return new BitWriter(64)
                .bits(0x68, 8)
                .ue(0)
                .ue(0)
                .bits(0, 2)
                .ue(0)
                .ue(0)
                .ue(0)
                .bits(0, 3)
                .ue(0)
                .ue(0)
                .ue(0)
                // Slices say how they are deblocked.
                .bits(0b100, 3)
                .finish();
    }
}
