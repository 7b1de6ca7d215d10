package live.griot.recording.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import live.griot.fuzz.Fuzz;

/** A file of a recording, of which anything may have become. */
class PartScannerFuzzTest {
    @FuzzTest(maxDuration = Fuzz.EACH)
    void scan(byte[] data) throws IOException {
        PartScanner.Scan found = PartScanner.scan(ByteSource.of(data));
        assertThat(found.wholeEnd()).isBetween(0L, (long) data.length);
        long end = found.initEnd();
        for (ScannedPart part : found.parts()) {
            assertThat(part.start()).isEqualTo(end);
            end = part.end();
        }
    }
}
