package live.griot.recording.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import live.griot.recording.store.FarAwayException;
import live.griot.recording.store.FarStore;
import live.griot.recording.store.RecordingName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Players are given what is kept elsewhere, with ranges, or are told to come again. */
class HlsFromElsewhereTest {
    @TempDir
    Path directory;

    /** A test double: a place that has one file, or does not answer. */
    private static final class OneFile implements FarStore {
        private volatile byte @Nullable [] bytes;
        private final AtomicInteger opened = new AtomicInteger();

        @Override
        public void put(String key, Path file) throws IOException {
            throw new FarAwayException("it takes nothing");
        }

        @Override
        public InputStream open(String key) throws IOException {
            byte[] there = bytes;
            if (there == null) {
                throw new FarAwayException("it does not answer");
            }
            opened.incrementAndGet();
            return new ByteArrayInputStream(there);
        }

        @Override
        public List<FarFile> list(String prefix) {
            return List.of();
        }

        @Override
        public void delete(String key) throws IOException {
            throw new FarAwayException("it deletes nothing");
        }
    }

    @Test
    void a_segment_that_is_elsewhere_is_brought_once_and_until_then_asked_for_again() throws Exception {
        OneFile elsewhere = new OneFile();
        try (HlsServer server = HlsServer.of(directory, elsewhere)) {
            RecordingName name =
                    HlsRecording.begin(server, "ELSEWHERE").tone(0, 4).finish();
            URI playlist = server.address(name, "m-opus/main.m3u8");
            URI segment =
                    playlist.resolve(HlsServer.addresses(server.text(playlist)).getFirst());
            byte[] expected = server.get(segment).body();
            Path file = directory.resolve("ELSEWHERE/m-opus/1.m4s");
            byte[] whole = Files.readAllBytes(file);
            Files.delete(file);

            HttpResponse<byte[]> away = server.get(segment);
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(away.headers().firstValue("Cache-Control")).hasValue("no-store");

            elsewhere.bytes = whole;
            HttpResponse<byte[]> piece = server.get(segment, "Range", "bytes=10-19");
            assertThat(piece.statusCode()).isEqualTo(206);
            assertThat(piece.body()).isEqualTo(Arrays.copyOfRange(expected, 10, 20));
            assertThat(server.send("HEAD", segment).statusCode()).isEqualTo(200);
            assertThat(server.get(segment).body()).isEqualTo(expected);
            assertThat(server.get(segment, "Range", "bytes=%d-".formatted(expected.length))
                            .statusCode())
                    .isEqualTo(416);
            assertThat(elsewhere.opened).hasValue(1);
        }
    }
}
