package live.griot.edge.preview;

import java.util.Arrays;
import live.griot.edge.preview.Vp8LoopFilter.Plane;
import org.jcodec.codecs.vpx.VP8Util;
import org.jcodec.codecs.vpx.VP8Util.SubblockConstants;

/**
 * Decodes one key frame of VP8 (RFC 6386). It needs nothing from before it, so neither does this; the numbers of the standard are JCodec's,
 * whose own decoder knows but a part of it. What a frame costs is bounded by its size, whatever its bytes are. Not thread-safe.
 */
final class Vp8KeyFrame {
    private static final int BLOCK = 16;
    private static final int IN_PIECES = SubblockConstants.B_PRED;
    /** How a whole macroblock's mode counts as that of each of its pieces. */
    private static final int[] AS_PIECES = {
        SubblockConstants.B_DC_PRED,
        SubblockConstants.B_VE_PRED,
        SubblockConstants.B_HE_PRED,
        SubblockConstants.B_TM_PRED
    };

    private final Vp8Header header;
    private final int columns;
    private final int rows;
    private final Plane luma;
    private final Plane u;
    private final Plane v;
    private final Vp8Prediction predictLuma;
    private final Vp8Prediction predictU;
    private final Vp8Prediction predictV;
    private final Vp8Coefficients coefficients;
    /** The modes of the pieces above, and those to the left. */
    private final int[] modesAbove;

    private final int[] modesLeft = new int[4];
    private final int[] pieces = new int[16];
    private final byte[] segments;
    private final boolean[] inPieces;
    private final boolean[] smoothsInside;

    private Vp8KeyFrame(Vp8Header header) {
        this.header = header;
        this.columns = (header.width() + BLOCK - 1) / BLOCK;
        this.rows = (header.height() + BLOCK - 1) / BLOCK;
        this.luma = plane(BLOCK);
        this.u = plane(BLOCK / 2);
        this.v = plane(BLOCK / 2);
        this.predictLuma = new Vp8Prediction(luma.samples(), luma.stride());
        this.predictU = new Vp8Prediction(u.samples(), u.stride());
        this.predictV = new Vp8Prediction(v.samples(), v.stride());
        this.coefficients = new Vp8Coefficients(header, columns);
        this.modesAbove = new int[columns * 4];
        this.segments = new byte[columns * rows];
        this.inPieces = new boolean[columns * rows];
        this.smoothsInside = new boolean[columns * rows];
    }

    private Plane plane(int block) {
        return new Plane(new byte[columns * block * rows * block], columns * block, block);
    }

    /** Decodes a whole frame, its RTP payload descriptors left out. */
    public static YuvPicture decode(byte[] frame) throws BadFrame {
        return new Vp8KeyFrame(Vp8Header.read(frame)).decode();
    }

    private YuvPicture decode() {
        for (int row = 0; row < rows; row++) {
            Interruption.check();
            coefficients.beginRow();
            Arrays.fill(modesLeft, SubblockConstants.B_DC_PRED);
            BoolReader partition =
                    header.partitions().get(row % header.partitions().size());
            for (int column = 0; column < columns; column++) {
                macroblock(partition, column, row);
            }
        }
        if (header.filter().on()) {
            smooth();
        }
        return new YuvPicture(
                header.width(), header.height(), luma.samples(), u.samples(), v.samples(), luma.stride(), u.stride());
    }

    private void macroblock(BoolReader partition, int column, int row) {
        BoolReader bits = header.modes();
        int here = row * columns + column;
        if (header.segmentProbabilities().length > 0) {
            segments[here] = (byte) bits.tree(VP8Util.segmentTree, header.segmentProbabilities());
        }
        boolean skipped = header.skips() && bits.bit(header.skipProbability()) != 0;
        int mode = bits.tree(VP8Util.keyFrameYModeTree, VP8Util.keyFrameYModeProb);
        readPieces(bits, mode, column);
        int chromaMode = bits.tree(VP8Util.vp8UVModeTree, VP8Util.vp8KeyFrameUVModeProb);
        boolean any = false;
        if (skipped) {
            coefficients.skip(column, mode != IN_PIECES);
        } else {
            any = coefficients.read(
                    partition, column, mode != IN_PIECES, header.quantizers().get(segments[here]));
        }
        inPieces[here] = mode == IN_PIECES;
        smoothsInside[here] = any || mode == IN_PIECES;
        luma(mode, column, row, any);
        chroma(predictU, u, 16, chromaMode, column, row, any);
        chroma(predictV, v, 20, chromaMode, column, row, any);
    }

    private void readPieces(BoolReader bits, int mode, int column) {
        for (int i = 0; i < 16; i++) {
            int above = column * 4 + (i & 3);
            int beside = i >> 2;
            pieces[i] = mode == IN_PIECES
                    ? bits.tree(
                            SubblockConstants.subblockModeTree,
                            SubblockConstants.keyFrameSubblockModeProb[modesAbove[above]][modesLeft[beside]])
                    : AS_PIECES[mode];
            modesAbove[above] = pieces[i];
            modesLeft[beside] = pieces[i];
        }
    }

    private void luma(int mode, int column, int row, boolean any) {
        int x = column * BLOCK;
        int y = row * BLOCK;
        if (mode != IN_PIECES) {
            predictLuma.whole(mode, x, y, BLOCK);
        }
        int[] aboveRight = predictLuma.aboveRight(x + BLOCK, y, column == columns - 1);
        for (int i = 0; i < 16; i++) {
            int pieceX = x + (i & 3) * 4;
            int pieceY = y + (i >> 2) * 4;
            if (mode == IN_PIECES) {
                predictLuma.piece(pieces[i], pieceX, pieceY, (i & 3) == 3 ? aboveRight : null);
            }
            if (any) {
                Vp8Transform.add(
                        coefficients.values(), i * 16, luma.samples(), pieceY * luma.stride() + pieceX, luma.stride());
            }
        }
    }

    private void chroma(Vp8Prediction predict, Plane plane, int first, int mode, int column, int row, boolean any) {
        int size = plane.block();
        predict.whole(mode, column * size, row * size, size);
        for (int i = 0; any && i < 4; i++) {
            int place = (row * size + (i >> 1) * 4) * plane.stride() + column * size + (i & 1) * 4;
            Vp8Transform.add(coefficients.values(), (first + i) * 16, plane.samples(), place, plane.stride());
        }
    }

    private void smooth() {
        for (int here = 0; here < segments.length; here++) {
            smooth(luma, here);
            if (!header.filter().simple()) {
                smooth(u, here);
                smooth(v, here);
            }
        }
    }

    private void smooth(Plane plane, int here) {
        header.filter()
                .smooth(plane, here % columns, here / columns, segments[here], inPieces[here], smoothsInside[here]);
    }
}
