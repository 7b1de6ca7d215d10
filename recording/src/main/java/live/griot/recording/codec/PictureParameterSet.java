package live.griot.recording.codec;

/** What a container has to know out of an H.264 picture parameter set (H.264, section 7.3.2.2). */
public final class PictureParameterSet {
    /** What has no sense as one. */
    public static final int MALFORMED = -1;

    private static final int MAX_ID = 255;

    private PictureParameterSet() {}

    /** Returns the id of a NAL unit that holds one, 0 to 255, or {@link #MALFORMED}. */
    public static int id(byte[] unit) {
        if (unit.length < 2 || NalUnits.type(unit[0]) != NalUnits.PICTURE_SET) {
            return MALFORMED;
        }
        BitReader bits = new BitReader(unit, 1, unit.length - 1);
        long id = bits.exponentialGolomb();
        return bits.overrun() || id > MAX_ID ? MALFORMED : (int) id;
    }
}
