package live.griot.recording.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import live.griot.api.id.RecordingId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.recording.lifecycle.RecordingLimits;
import live.griot.recording.store.FarPlace;
import live.griot.recording.store.SmallFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A directory for recordings that cannot be used is told, tried again, and nobody else's trouble. */
class OpenStoreTest {
    @TempDir
    Path directory;

    @Test
    void what_can_only_be_read_is_refused_until_it_can_be_written() throws Exception {
        try (SmallFileSystem disk = new SmallFileSystem(directory, 1 << 20);
                OpenStore files = new OpenStore(
                        new RecordingLimits(directory, DataSize.ofBytes(0), null, null, null),
                        new StoreNews(),
                        directory,
                        (FarPlace) null)) {
            disk.becomeReadOnly(true);

            assertThat(files.open()).isEmpty();
            assertThat(files.store()).isEmpty();
            assertThat(files.read(new RecordingId("01RECORDING"))).isEmpty();
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(files::requireRoom)
                    .satisfies(no -> assertThat(no.code()).isEqualTo(RefusalCode.RECORDING_UNAVAILABLE));

            disk.becomeReadOnly(false);
            assertThat(files.open()).isPresent();
            assertThatCode(files::requireRoom).doesNotThrowAnyException();
            files.close();
        }
    }
}
