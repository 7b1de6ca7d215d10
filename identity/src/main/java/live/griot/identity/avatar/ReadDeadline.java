package live.griot.identity.avatar;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** Ends a reading that takes too long: a small file can ask for a thousand passes over a large picture. */
final class ReadDeadline implements IIOReadProgressListener {
    private final long untilNanos;

    ReadDeadline(long untilNanos) {
        this.untilNanos = untilNanos;
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
        if (System.nanoTime() - untilNanos > 0) {
            source.abort();
        }
    }

    @Override
    public void readAborted(ImageReader source) {
        throw new IllegalStateException("It takes too long");
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}
}
