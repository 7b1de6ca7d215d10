package live.griot.edge.signaling.sdp;

import java.util.OptionalInt;

/** Reads numbers that a stranger wrote. */
final class Numbers {
    private Numbers() {}

    /** Returns the number, or -1 when it is none, or not within the range. */
    static int between(String text, int least, int most) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int number = Integer.parseInt(text);
        return number >= least && number <= most ? number : -1;
    }

    /** Returns the 32 bits of an SSRC, empty when the text is none. */
    static OptionalInt ssrc(String text) {
        try {
            return OptionalInt.of(Integer.parseUnsignedInt(text));
        } catch (NumberFormatException notOne) {
            return OptionalInt.empty();
        }
    }
}
