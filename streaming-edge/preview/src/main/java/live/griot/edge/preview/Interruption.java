package live.griot.edge.preview;

import org.jcodec.codecs.h264.decode.aso.Mapper;

/** Ends a decoding whose thread was interrupted: asked once for each row or macroblock, so within microseconds. */
final class Interruption {
    private Interruption() {}

    /** Thrown out of the middle of a decoder. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted() {
            super("The decoding took too long", null, false, false);
        }
    }

    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Interrupted();
        }
    }

    /** Asks each time when a decoder of JCodec comes to the next macroblock. */
    record Checked(Mapper mapper) implements Mapper {
        @Override
        public int getAddress(int index) {
            check();
            return mapper.getAddress(index);
        }

        @Override
        public boolean leftAvailable(int index) {
            return mapper.leftAvailable(index);
        }

        @Override
        public boolean topAvailable(int index) {
            return mapper.topAvailable(index);
        }

        @Override
        public int getMbX(int index) {
            return mapper.getMbX(index);
        }

        @Override
        public int getMbY(int index) {
            return mapper.getMbY(index);
        }

        @Override
        public boolean topRightAvailable(int index) {
            return mapper.topRightAvailable(index);
        }

        @Override
        public boolean topLeftAvailable(int index) {
            return mapper.topLeftAvailable(index);
        }
    }
}
