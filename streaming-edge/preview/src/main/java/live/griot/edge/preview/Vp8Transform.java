package live.griot.edge.preview;

/** The inverse transforms of VP8 (RFC 6386, section 14). */
final class Vp8Transform {
    private static final int SINE = 35_468;
    private static final int COSINE = 20_091;

    private Vp8Transform() {}

    /** Turns the sixteen of second order into the first coefficient of each of luma's blocks. */
    static void secondOrder(int[] in, int[] blocks) {
        int[] half = new int[16];
        for (int i = 0; i < 4; i++) {
            int a = in[i] + in[12 + i];
            int b = in[4 + i] + in[8 + i];
            int c = in[4 + i] - in[8 + i];
            int d = in[i] - in[12 + i];
            half[i] = a + b;
            half[4 + i] = c + d;
            half[8 + i] = a - b;
            half[12 + i] = d - c;
        }
        for (int i = 0; i < 16; i += 4) {
            int a = half[i] + half[i + 3];
            int b = half[i + 1] + half[i + 2];
            int c = half[i + 1] - half[i + 2];
            int d = half[i] - half[i + 3];
            blocks[i * 16] = (a + b + 3) >> 3;
            blocks[(i + 1) * 16] = (c + d + 3) >> 3;
            blocks[(i + 2) * 16] = (a - b + 3) >> 3;
            blocks[(i + 3) * 16] = (d - c + 3) >> 3;
        }
    }

    /** Adds a block's residue to what was predicted. */
    static void add(int[] in, int at, byte[] plane, int place, int stride) {
        int[] half = new int[16];
        for (int i = 0; i < 4; i++) {
            int a = in[at + i] + in[at + 8 + i];
            int b = in[at + i] - in[at + 8 + i];
            int c = sine(in[at + 4 + i]) - cosine(in[at + 12 + i]);
            int d = cosine(in[at + 4 + i]) + sine(in[at + 12 + i]);
            half[i] = a + d;
            half[12 + i] = a - d;
            half[4 + i] = b + c;
            half[8 + i] = b - c;
        }
        for (int row = 0; row < 4; row++) {
            int i = row * 4;
            int a = half[i] + half[i + 2];
            int b = half[i] - half[i + 2];
            int c = sine(half[i + 1]) - cosine(half[i + 3]);
            int d = cosine(half[i + 1]) + sine(half[i + 3]);
            int to = place + row * stride;
            plane[to] = sum(plane[to], (a + d + 4) >> 3);
            plane[to + 3] = sum(plane[to + 3], (a - d + 4) >> 3);
            plane[to + 1] = sum(plane[to + 1], (b + c + 4) >> 3);
            plane[to + 2] = sum(plane[to + 2], (b - c + 4) >> 3);
        }
    }

    private static int sine(int value) {
        return (value * SINE) >> 16;
    }

    private static int cosine(int value) {
        return value + ((value * COSINE) >> 16);
    }

    private static byte sum(byte predicted, int residue) {
        return (byte) Math.clamp((predicted & 0xFF) + residue, 0, 255);
    }
}
