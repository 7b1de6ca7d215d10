package live.griot.recording.hls;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What serves HLS, for a context that has a {@link HlsRecordings.Source}, a {@link RecordingAccess}, {@link ClipRanges}, an {@link HlsKey} and an
 * {@link InstantSource}.
 * It is imported by whoever opens the store, and found by no scan, so that a program without recordings has none of it.
 */
public final class HlsConfiguration {
    private static final int EPOCH_BITS = 60;

    /** Is told of what is stored; it needs nothing, so that the store can be made with it. */
    @Bean
    HlsNews hlsNews() {
        return new HlsNews();
    }

    @Bean
    HlsRecordings hlsRecordings(HlsRecordings.Source source, HlsNews news) {
        String epoch = new BigInteger(EPOCH_BITS, new SecureRandom()).toString(Character.MAX_RADIX);
        HlsRecordings recordings = new HlsRecordings(source, epoch, System::nanoTime);
        news.tell(recordings::changed);
        return recordings;
    }

    /** Makes the capabilities that addresses have. */
    @Bean
    Capabilities hlsCapabilities(HlsKey key, InstantSource clock) {
        return new Capabilities(key, clock);
    }

    @Bean
    RouterFunction<ServerResponse> hlsRoutes(
            HlsRecordings recordings, Capabilities capabilities, RecordingAccess access, ClipRanges clips) {
        return new HlsRoutes(recordings, capabilities, access, clips, HlsLimits.LONGEST_WAIT).routes();
    }

    @Bean
    HlsCrossOriginFilter hlsCrossOrigin() {
        return new HlsCrossOriginFilter();
    }
}
