package live.griot.edge.signaling.sdp;

import static live.griot.api.refusal.RefusalCode.MALFORMED_SDP;
import static live.griot.api.refusal.RefusalCode.TOO_LARGE;

import java.util.ArrayList;
import java.util.List;
import live.griot.api.refusal.Refused;

/**
 * One line of a description or of a fragment of one: {@code <type>=<value>} (RFC 8866, section 5). What carries no meaning is read over:
 * empty lines, blanks at the end of a line, a byte order mark before the first.
 *
 * @param number counts from 1, as in the text
 */
public record SdpLine(int number, char type, String value) {
    /** The most characters of a description. */
    public static final int MAX_CHARACTERS = 64 * 1024;
    /** The most lines of a description. */
    public static final int MAX_LINES = 2_048;

    static final int MAX_LENGTH = 4_096;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Returns the lines of a text that a stranger wrote; throws {@code Refused} with MALFORMED_SDP or TOO_LARGE. */
    public static List<SdpLine> of(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new Refused(TOO_LARGE, "A session description has at most %d characters".formatted(MAX_CHARACTERS));
        }
        String[] lines = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).split("\r?\n", MAX_LINES + 1);
        if (lines.length > MAX_LINES) {
            throw malformed("It has more than %d lines".formatted(MAX_LINES));
        }
        List<SdpLine> read = new ArrayList<>(lines.length);
        for (int i = 0; i < lines.length; i++) {
            String line = withoutBlanksAtTheEnd(lines[i]);
            if (!line.isEmpty()) {
                read.add(line(line, i + 1));
            }
        }
        return read;
    }

    /** Returns what an {@code a=} line says. */
    public SdpAttribute attribute() {
        int colon = value.indexOf(':');
        return colon < 0
                ? new SdpAttribute(value.strip(), "")
                : new SdpAttribute(
                        value.substring(0, colon), value.substring(colon + 1).strip());
    }

    /** Returns the refusal of what cannot be read because of this line, and why. */
    public Refused refused(String reason) {
        return malformed("Line %d: %s".formatted(number, reason));
    }

    /** Returns the refusal of what cannot be read, and why. */
    public static Refused malformed(String reason) {
        return new Refused(MALFORMED_SDP, "The session description cannot be read: " + reason);
    }

    private static String withoutBlanksAtTheEnd(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        return line.substring(0, end);
    }

    private static SdpLine line(String line, int number) {
        if (line.length() > MAX_LENGTH) {
            throw malformed("Line %d is longer than %d characters".formatted(number, MAX_LENGTH));
        }
        line.chars().filter(SdpLine::isControl).findFirst().ifPresent(control -> {
            throw malformed("Line %d holds the control character U+%04X".formatted(number, control));
        });
        if (line.length() < 2 || line.charAt(0) < 'a' || line.charAt(0) > 'z' || line.charAt(1) != '=') {
            throw malformed("Line %d is not of the form <letter>=<value>".formatted(number));
        }
        return new SdpLine(number, line.charAt(0), line.substring(2));
    }

    private static boolean isControl(int character) {
        return (character < ' ' && character != '\t') || character == 0x7F;
    }
}
