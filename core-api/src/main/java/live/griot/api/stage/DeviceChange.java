package live.griot.api.stage;

import org.jspecify.annotations.Nullable;

/** A wish to switch devices on (true) or off (false); null leaves one as it is. */
public record DeviceChange(
        @Nullable Boolean audio,
        @Nullable Boolean video,
        @Nullable Boolean screen) {
    /** Returns whether nothing is wished for. */
    public boolean isEmpty() {
        return audio == null && video == null && screen == null;
    }
}
