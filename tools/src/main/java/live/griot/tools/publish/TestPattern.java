package live.griot.tools.publish;

import java.time.Clock;
import java.time.LocalTime;
import java.util.Arrays;

/**
 * Bars of colour, a block that goes to and fro and flashes each second, and the time of day to the millisecond; with each flash a short
 * soft tone. Drawn here, so that nobody's pictures are needed.
 */
final class TestPattern implements Source {
    /** Grey, yellow, cyan, green, magenta, red, blue: luma, blueness, redness. */
    private static final int[][] BARS = {
        {180, 128, 128}, {162, 44, 142}, {131, 156, 44}, {112, 72, 58}, {84, 184, 198}, {65, 100, 212}, {35, 212, 114}
    };

    private static final byte BLACK = 16;
    private static final byte WHITE = (byte) 235;
    private static final byte GREY = (byte) 128;
    private static final int TONE_HERTZ = 880;
    private static final int LOUDNESS = 2_500;
    private static final int TONE_BLOCKS = 8;
    private static final int BLOCKS_A_SECOND = 100;

    private final Clock clock;
    private final Frame base;
    private final int glyphSize;
    private int pictures;
    private long block;

    /**
     * Prepares a pattern.
     *
     * @param look which bar is the first, so that one pattern can be told from another
     */
    TestPattern(int width, int height, int look, Clock clock) {
        this.clock = clock;
        this.glyphSize = height / 60;
        this.base = Frame.of(width, height);
        fill(base.luma(), width, look, 0);
        fill(base.blue(), width / 2, look, 1);
        fill(base.red(), width / 2, look, 2);
    }

    private static void fill(byte[] plane, int width, int look, int part) {
        for (int at = 0; at < plane.length; at++) {
            int bar = at % width * BARS.length / width;
            plane[at] = (byte) BARS[(bar + look) % BARS.length][part];
        }
    }

    @Override
    public boolean nextPicture(Frame into) {
        System.arraycopy(base.luma(), 0, into.luma(), 0, base.luma().length);
        System.arraycopy(base.blue(), 0, into.blue(), 0, base.blue().length);
        System.arraycopy(base.red(), 0, into.red(), 0, base.red().length);
        int side = into.height() / 6;
        int way = into.width() - side;
        int at = pictures * into.width() / 120 % (2 * way);
        boolean flash = pictures % FRAMES_A_SECOND < 3;
        rectangle(into, at < way ? at : 2 * way - at, into.height() - 2 * side, side, side, flash ? WHITE : BLACK);
        drawTime(into);
        pictures++;
        return true;
    }

    private void drawTime(Frame into) {
        LocalTime now = LocalTime.now(clock);
        String text = "%02d:%02d:%02d.%03d"
                .formatted(now.getHour(), now.getMinute(), now.getSecond(), now.getNano() / 1_000_000);
        int advance = Glyphs.ADVANCE * glyphSize;
        int left = (into.width() - text.length() * advance) / 2;
        int top = into.height() / 4;
        int margin = 2 * glyphSize;
        rectangle(
                into,
                left - margin,
                top - margin,
                text.length() * advance + margin,
                Glyphs.HEIGHT * glyphSize + 2 * margin,
                BLACK);
        for (int place = 0; place < text.length(); place++) {
            drawGlyph(into, text.charAt(place), left + place * advance, top);
        }
    }

    private void drawGlyph(Frame into, char letter, int left, int top) {
        for (int row = 0; row < Glyphs.HEIGHT; row++) {
            for (int column = 0; column < Glyphs.WIDTH; column++) {
                if (Glyphs.isInk(letter, column, row)) {
                    rectangle(into, left + column * glyphSize, top + row * glyphSize, glyphSize, glyphSize, WHITE);
                }
            }
        }
    }

    /** Draws without colour; what is outside is left out. */
    private static void rectangle(Frame into, int left, int top, int width, int height, byte luma) {
        int from = Math.max(0, left);
        int to = Math.min(into.width(), left + width);
        for (int row = Math.max(0, top); row < Math.min(into.height(), top + height); row++) {
            Arrays.fill(into.luma(), row * into.width() + from, row * into.width() + to, luma);
            int half = row / 2 * (into.width() / 2);
            Arrays.fill(into.blue(), half + from / 2, half + to / 2, GREY);
            Arrays.fill(into.red(), half + from / 2, half + to / 2, GREY);
        }
    }

    @Override
    public void nextSound(byte[] into) {
        boolean audible = block % BLOCKS_A_SECOND < TONE_BLOCKS;
        int samples = SOUND_BYTES / 2;
        for (int sample = 0; sample < samples; sample++) {
            double phase = 2 * Math.PI * TONE_HERTZ * (block * samples + sample) / SAMPLE_RATE;
            int value = audible ? (int) (LOUDNESS * Math.sin(phase)) : 0;
            into[2 * sample] = (byte) value;
            into[2 * sample + 1] = (byte) (value >> 8);
        }
        block++;
    }

    @Override
    public void close() {}
}
