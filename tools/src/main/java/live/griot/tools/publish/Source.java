package live.griot.tools.publish;

import java.io.IOException;

/** Pictures and sound in real time. Pictures are asked for by one thread, sound by another. */
interface Source extends AutoCloseable {
    /** Pictures a second. */
    int FRAMES_A_SECOND = 30;

    /** Samples a second of sound, of one channel with 16 bits, little end first. */
    int SAMPLE_RATE = 48_000;

    /** The bytes of ten milliseconds of sound. */
    int SOUND_BYTES = 2 * SAMPLE_RATE / 100;

    /** Draws the next picture; returns false when there is none any more. May block for it. */
    boolean nextPicture(Frame into) throws IOException;

    /** Writes the next ten milliseconds of sound, silence where there is none. May block for it. */
    void nextSound(byte[] into) throws IOException;

    @Override
    void close();
}
