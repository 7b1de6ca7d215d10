package live.griot.recording.hls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.AbstractResource;

/** Bytes of a recording, of which ranges can be sent. What was opened can be read to its end when the recording is deleted meanwhile. */
final class MediaBytes extends AbstractResource {
    private final Opener opener;
    private final long length;

    /** Opens the bytes at their beginning. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    MediaBytes(long length, Opener opener) {
        this.length = length;
        this.opener = opener;
    }

    /** Returns bytes that are there already; they are not to be changed. */
    static MediaBytes of(byte[] bytes) {
        return new MediaBytes(bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return opener.open();
    }

    @Override
    public String getDescription() {
        return "%d bytes of a recording".formatted(length);
    }
}
