package live.griot.edge.preview;

/**
 * Smooths the edges between VP8's blocks (RFC 6386, section 15), as a key frame has it.
 *
 * @param simple whether only luma is smoothed, and by less
 * @param on whether anything is
 * @param levels one a segment, 0 to 63
 * @param sharpness 0 to 7
 * @param withinFrame what is added to the level of macroblocks that are predicted from their own frame: here all
 * @param inPieces what is added where a macroblock is predicted in pieces
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, by the decoder of one frame.
record Vp8LoopFilter(boolean simple, boolean on, int[] levels, int sharpness, int withinFrame, int inPieces) {
    /** How one macroblock is smoothed. */
    private record Strength(int interior, int edge, int variance) {}

    /** One of the picture's planes, and how large a macroblock is in it. */
    record Plane(byte[] samples, int stride, int block) {}

    /**
     * Smooths one macroblock; those above and to the left of it were smoothed before.
     *
     * @param pieces whether it is predicted in pieces
     * @param smoothsInside whether the edges within it are smoothed too
     */
    void smooth(Plane plane, int column, int row, int segment, boolean pieces, boolean smoothsInside) {
        int level = Math.clamp(levels[segment] + withinFrame + (pieces ? inPieces : 0), 0, 63);
        if (level == 0) {
            return;
        }
        int limit = interior(level);
        int variance = level >= 40 ? 2 : level >= 15 ? 1 : 0;
        Strength outer = new Strength(limit, (level + 2) * 2 + limit, variance);
        Strength inner = new Strength(limit, level * 2 + limit, variance);
        int place = row * plane.block * plane.stride + column * plane.block;
        if (column > 0) {
            edge(plane, place, 1, plane.stride, outer, true);
        }
        for (int i = 4; smoothsInside && i < plane.block; i += 4) {
            edge(plane, place + i, 1, plane.stride, inner, false);
        }
        if (row > 0) {
            edge(plane, place, plane.stride, 1, outer, true);
        }
        for (int i = 4; smoothsInside && i < plane.block; i += 4) {
            edge(plane, place + i * plane.stride, plane.stride, 1, inner, false);
        }
    }

    private int interior(int level) {
        int limit = sharpness == 0 ? level : Math.min(level >> (sharpness > 4 ? 2 : 1), 9 - sharpness);
        return Math.max(1, limit);
    }

    /** Smooths along an edge; {@code across} leads from one side to the other. */
    private void edge(Plane plane, int place, int across, int along, Strength strength, boolean outer) {
        byte[] samples = plane.samples;
        for (int i = 0; i < plane.block; i++) {
            int at = place + i * along;
            if (simple) {
                if (isFlatAcross(samples, at, across, strength)) {
                    adjust(samples, at, across, true);
                }
            } else if (isFlatAcross(samples, at, across, strength) && isFlat(samples, at, across, strength)) {
                smooth(samples, at, across, varies(samples, at, across, strength.variance), outer);
            }
        }
    }

    private static void smooth(byte[] samples, int at, int across, boolean varies, boolean outer) {
        if (outer && !varies) {
            int step = clamp(clamp(signed(samples, at - 2 * across) - signed(samples, at + across))
                    + 3 * (signed(samples, at) - signed(samples, at - across)));
            move(samples, at, at - across, clamp((27 * step + 63) >> 7));
            move(samples, at + across, at - 2 * across, clamp((18 * step + 63) >> 7));
            move(samples, at + 2 * across, at - 3 * across, clamp((9 * step + 63) >> 7));
        } else {
            int step = adjust(samples, at, across, outer || varies);
            if (!outer && !varies) {
                move(samples, at + across, at - 2 * across, (step + 1) >> 1);
            }
        }
    }

    /** Brings the two samples at an edge nearer to each other; returns by how much. */
    private static int adjust(byte[] samples, int at, int across, boolean heedsOuter) {
        int outer = heedsOuter ? clamp(signed(samples, at - 2 * across) - signed(samples, at + across)) : 0;
        int step = clamp(outer + 3 * (signed(samples, at) - signed(samples, at - across)));
        int before = clamp(step + 3) >> 3;
        int after = clamp(step + 4) >> 3;
        samples[at] = unsigned(signed(samples, at) - after);
        samples[at - across] = unsigned(signed(samples, at - across) + before);
        return after;
    }

    private static void move(byte[] samples, int down, int up, int step) {
        samples[down] = unsigned(signed(samples, down) - step);
        samples[up] = unsigned(signed(samples, up) + step);
    }

    private static boolean isFlatAcross(byte[] samples, int at, int across, Strength strength) {
        return difference(samples, at - across, at) * 2 + (difference(samples, at - 2 * across, at + across) >> 1)
                <= strength.edge;
    }

    private static boolean isFlat(byte[] samples, int at, int across, Strength strength) {
        int limit = strength.interior;
        return difference(samples, at - 4 * across, at - 3 * across) <= limit
                && difference(samples, at - 3 * across, at - 2 * across) <= limit
                && difference(samples, at - 2 * across, at - across) <= limit
                && difference(samples, at + across, at) <= limit
                && difference(samples, at + 2 * across, at + across) <= limit
                && difference(samples, at + 3 * across, at + 2 * across) <= limit;
    }

    private static boolean varies(byte[] samples, int at, int across, int threshold) {
        return difference(samples, at - 2 * across, at - across) > threshold
                || difference(samples, at + across, at) > threshold;
    }

    private static int difference(byte[] samples, int one, int other) {
        return Math.abs((samples[one] & 0xFF) - (samples[other] & 0xFF));
    }

    private static int signed(byte[] samples, int at) {
        return (samples[at] & 0xFF) - 128;
    }

    private static byte unsigned(int value) {
        return (byte) (clamp(value) + 128);
    }

    private static int clamp(int value) {
        return Math.clamp(value, -128, 127);
    }
}
