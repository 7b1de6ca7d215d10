package live.griot.recording.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import live.griot.recording.mp4.ByteSource;
import live.griot.recording.mp4.PartScanner;

/** What tests say of recordings on a disk. */
final class Recorded {
    static final RecordingName NAME = new RecordingName("01ABC");
    static final TrackName TRACK = TrackName.PROGRAMME;
    static final long BEGAN = 1_700_000_000_000L;

    private Recorded() {}

    /** Ends a recording and waits until it is on the disk. */
    static void finish(RecordingWriter writer) throws Exception {
        writer.finish("STOPPED", BEGAN + 1).get(20, TimeUnit.SECONDS);
    }

    /** Returns the parts of a track, in order. */
    static List<StoredPart> parts(RecordingContents contents, TrackName track) {
        return contents.track(track).stream()
                .flatMap(found -> found.segments().stream())
                .flatMap(segment -> segment.parts().stream())
                .toList();
    }

    /** Checks that the init segment of each run and the segments of it read as one whole file with just the parts of the index. */
    static void assertPlays(RecordingReader reader, TrackName name) throws IOException {
        StoredTrack track = reader.contents().track(name).orElseThrow();
        for (StoredRun run : track.runs()) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            try (InputStream init = reader.openInit(run)) {
                init.transferTo(file);
            }
            int parts = 0;
            for (StoredSegment segment : track.segments()) {
                if (segment.run() == run.number()) {
                    try (InputStream bytes = reader.open(name, segment, 0, segment.length())) {
                        bytes.transferTo(file);
                    }
                    parts += segment.parts().size();
                }
            }
            PartScanner.Scan scan = PartScanner.scan(ByteSource.of(file.toByteArray()));
            assertThat(scan.isWhole()).isTrue();
            assertThat(scan.parts()).hasSize(parts);
        }
    }

    /** Copies a directory and all that is in it. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
