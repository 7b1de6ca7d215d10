package live.griot.identity.avatar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The picture of who has none: a pattern and a colour, the same for the same person everywhere and always. */
public final class GeneratedAvatar {
    private static final int CELLS = 5;
    private static final int DRAWN_COLUMNS = 3;
    private static final int CELL = 40;
    private static final int BORDER = (AvatarPictures.SIDE - CELLS * CELL) / 2;

    private GeneratedAvatar() {}

    /** Returns it as SVG. */
    public static byte[] of(String seed) {
        byte[] dice = digest(seed);
        int hue = (((dice[0] & 0xFF) << 8) | (dice[1] & 0xFF)) % 360;
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" width="%1$d" height="%1$d">\
                <rect width="%1$d" height="%1$d" fill="hsl(%2$d 40%% 22%%)"/>\
                <path fill="hsl(%3$d 70%% 68%%)" d=\"""".formatted(AvatarPictures.SIDE, hue, (hue + 30) % 360));
        for (int column = 0; column < DRAWN_COLUMNS; column++) {
            for (int row = 0; row < CELLS; row++) {
                if ((dice[2 + column * CELLS + row] & 1) == 1) {
                    cell(svg, column, row);
                    if (column != CELLS - 1 - column) {
                        cell(svg, CELLS - 1 - column, row); // the right half is the left one's mirror
                    }
                }
            }
        }
        return svg.append("\"/></svg>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void cell(StringBuilder svg, int column, int row) {
        svg.append("M%1$d %2$dh%3$dv%3$dh-%3$dz".formatted(BORDER + column * CELL, BORDER + row * CELL, CELL));
    }

    private static byte[] digest(String seed) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
