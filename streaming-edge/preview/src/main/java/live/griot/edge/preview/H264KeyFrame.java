package live.griot.edge.preview;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jcodec.codecs.common.biari.MDecoder;
import org.jcodec.codecs.h264.H264Decoder;
import org.jcodec.codecs.h264.H264Utils;
import org.jcodec.codecs.h264.decode.DeblockerInput;
import org.jcodec.codecs.h264.decode.SliceDecoder;
import org.jcodec.codecs.h264.decode.SliceHeaderReader;
import org.jcodec.codecs.h264.decode.SliceReader;
import org.jcodec.codecs.h264.decode.aso.MapManager;
import org.jcodec.codecs.h264.decode.deblock.DeblockingFilter;
import org.jcodec.codecs.h264.io.CABAC;
import org.jcodec.codecs.h264.io.CAVLC;
import org.jcodec.codecs.h264.io.model.Frame;
import org.jcodec.codecs.h264.io.model.NALUnit;
import org.jcodec.codecs.h264.io.model.NALUnitType;
import org.jcodec.codecs.h264.io.model.PictureParameterSet;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.io.model.SliceHeader;
import org.jcodec.common.IntObjectMap;
import org.jcodec.common.io.BitReader;
import org.jcodec.common.logging.LogLevel;
import org.jcodec.common.logging.Logger;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Rect;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one IDR picture of H.264 with JCodec's parts, put together so that nothing is kept from picture to picture, no thread is started,
 * and no loop goes on behind the end of the data. Not thread-safe.
 */
final class H264KeyFrame {
    private static final int IDR = 5;
    private static final int SPS = 7;
    private static final int PPS = 8;
    private static final int TYPE = 0x1F;
    private static final int SIGN = 0x80;

    static {
        // It would write a line for each macroblock of a kind that it has seldom seen.
        Logger.setLevel(LogLevel.ERROR);
    }

    private final Map<Integer, PictureParameterSet> pictures = new HashMap<>();
    private @Nullable SeqParameterSet sequence;
    private final List<SliceReader> slices = new ArrayList<>();

    private H264KeyFrame() {}

    /** Decodes a picture out of its NAL units: parameter sets first, then slices; others are passed over. */
    public static YuvPicture decode(List<byte[]> units) throws BadFrame {
        try {
            H264KeyFrame frame = new H264KeyFrame();
            for (byte[] unit : units) {
                frame.take(unit);
            }
            return frame.decode();
        } catch (Interruption.Interrupted tooLong) {
            throw tooLong;
        } catch (RuntimeException malformed) {
            throw new BadFrame("H.264 that makes no sense", malformed);
        }
    }

    private void take(byte[] unit) throws BadFrame {
        if (unit.length < 2) {
            throw new BadFrame("an H.264 unit that is cut short");
        }
        int type = unit[0] & TYPE;
        if (type != SPS && type != PPS && type != IDR) {
            return;
        }
        byte[] bytes = unescaped(unit);
        if (type == SPS) {
            sequence = SeqParameterSet.read(ByteBuffer.wrap(H264ParameterSet.checkedSequence(bytes)));
        } else if (type == PPS) {
            H264ParameterSet.checkPicture(bytes);
            PictureParameterSet picture = PictureParameterSet.read(ByteBuffer.wrap(bytes));
            pictures.put(picture.picParameterSetId, picture);
        } else {
            H264ParameterSet.checkSlice(bytes);
            slices.add(slice(ByteBuffer.wrap(bytes), unit[0] >> 5 & 3));
        }
    }

    private static byte[] unescaped(byte[] unit) {
        ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOfRange(unit, 1, unit.length));
        H264Utils.unescapeNAL(bytes);
        byte[] exact = new byte[bytes.remaining()];
        bytes.get(exact);
        return exact;
    }

    private SliceReader slice(ByteBuffer bytes, int reference) throws BadFrame {
        SeqParameterSet sps = sequence;
        NALUnit unit = new NALUnit(NALUnitType.IDR_SLICE, reference);
        BitReader bits = BitReader.createBitReader(bytes);
        SliceHeader header = SliceHeaderReader.readPart1(bits);
        PictureParameterSet pps = pictures.get(header.picParameterSetId);
        if (sps == null || pps == null || pps.seqParameterSetId != sps.seqParameterSetId) {
            throw new BadFrame("H.264 without its parameter sets");
        }
        header.sps = sps;
        header.pps = pps;
        SliceHeaderReader.readPart2(header, unit, sps, pps, bits);
        CABAC cabac = new CABAC(sps.picWidthInMbsMinus1 + 1);
        CAVLC[] cavlc = {new CAVLC(sps, pps, 2, 2), new CAVLC(sps, pps, 1, 1), new CAVLC(sps, pps, 1, 1)};
        MDecoder arithmetic = null;
        if (pps.entropyCodingModeFlag) {
            bits.terminate();
            int[][] models = new int[2][1024];
            int quantizer = pps.picInitQpMinus26 + 26 + header.sliceQpDelta;
            cabac.initModels(models, header.sliceType, header.cabacInitIdc, quantizer);
            arithmetic = new EndingDecoder(bytes, models);
        }
        return new SliceReader(
                pps,
                cabac,
                cavlc,
                arithmetic,
                bits,
                new Interruption.Checked(new MapManager(sps, pps).getMapper(header)),
                header,
                unit);
    }

    private YuvPicture decode() throws BadFrame {
        SeqParameterSet sps = sequence;
        if (sps == null || slices.isEmpty()) {
            throw new BadFrame("H.264 without an IDR picture");
        }
        int width = (sps.picWidthInMbsMinus1 + 1) << 4;
        int height = SeqParameterSet.getPicHeightInMbs(sps) << 4;
        DeblockerInput edges = new DeblockerInput(sps);
        SliceHeader first = slices.getFirst().getSliceHeader();
        Frame frame = H264Decoder.createFrame(
                sps,
                Picture.create(width, height, ColorSpace.YUV420).getData(),
                first.frameNum,
                first.sliceType,
                edges.mvs,
                edges.refsUsed,
                0);
        for (SliceReader slice : slices) {
            new SliceDecoder(sps, new Frame[1], new IntObjectMap<>(), edges, frame).decodeFromReader(slice);
        }
        new DeblockingFilter(width >> 4, Byte.SIZE, edges).deblockFrame(frame);
        return shown(frame);
    }

    private static YuvPicture shown(Frame frame) {
        Rect crop = frame.getCrop();
        int width = crop == null ? frame.getWidth() : crop.getWidth();
        int height = crop == null ? frame.getHeight() : crop.getHeight();
        for (int plane = 0; plane < 3; plane++) {
            byte[] samples = frame.getPlaneData(plane);
            for (int i = 0; i < samples.length; i++) {
                samples[i] ^= (byte) SIGN; // JCodec counts from -128.
            }
        }
        return new YuvPicture(
                width,
                height,
                frame.getPlaneData(0),
                frame.getPlaneData(1),
                frame.getPlaneData(2),
                frame.getPlaneWidth(0),
                frame.getPlaneWidth(1));
    }

    /** Reads zeros for a while behind the end, as a slice's last bits need, and then no more. */
    private static final class EndingDecoder extends MDecoder {
        private static final int MAX_MISSING = 64;

        private final @Nullable ByteBuffer input;
        private int missing;

        EndingDecoder(ByteBuffer input, int[][] models) {
            super(input, models);
            this.input = input;
        }

        @Override
        protected void readOneByte() {
            // Null while the superclass is made.
            if (input != null && !input.hasRemaining() && ++missing > MAX_MISSING) {
                throw new IllegalStateException("behind the end");
            }
            super.readOneByte();
        }
    }
}
