package live.griot.recording.play;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.recording.clip.ClipRow;
import live.griot.recording.clip.Clips;
import live.griot.recording.clip.PlayedClips;
import live.griot.recording.hls.ClipRanges;
import live.griot.recording.hls.HlsRecordings;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.playlist.ClipRange;
import live.griot.recording.store.RecordingName;
import org.springframework.stereotype.Component;

/** Where clips are played as HLS, and which there are. What it said of one is good for a second more. Thread-safe. */
@Component
class HlsClips implements PlayedClips, ClipRanges {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final int REMEMBERED = 10_000;
    private static final long NANOS_A_MICRO = 1_000;

    private final Clips clips;
    private final HlsAddresses addresses;
    private final HlsRecordings recordings;
    private final Cache<ClipId, Optional<ClipRow>> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(A_MOMENT)
            .build();

    HlsClips(Clips clips, HlsAddresses addresses, HlsRecordings recordings) {
        this.clips = clips;
        this.addresses = addresses;
        this.recordings = recordings;
    }

    @Override
    public String of(ClipRow clip, RecordingRow recording) {
        return addresses.of(recording, "clip-%s.m3u8".formatted(clip.id()));
    }

    @Override
    public Duration sealed(RecordingId recording) {
        try {
            return recordings.sealed(new RecordingName(recording.value()));
        } catch (UncheckedIOException failure) {
            throw new Refused(RefusalCode.RECORDING_UNAVAILABLE, "The recording cannot be read now");
        }
    }

    @Override
    public Optional<ClipRange> of(RecordingName recording, String clip) {
        return known.get(new ClipId(clip), clips::find)
                .filter(row -> row.recording().value().equals(recording.value()))
                .map(row -> new ClipRange(micros(row.from()), micros(row.to())));
    }

    private static long micros(Duration offset) {
        return offset.toNanos() / NANOS_A_MICRO;
    }
}
