package live.griot.edge.egress;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import live.griot.edge.ingest.Encoding;
import live.griot.edge.ingest.SenderClock;

/** Somebody who publishes a picture in several encodings, by a wall clock of their own. */
final class Participant {
    private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;

    private final long clockAheadNanos;
    private final SenderClock clock = new SenderClock();
    private final List<TestEncoder> encoders = new ArrayList<>();
    private final List<Encoding> encodings = new ArrayList<>();

    Participant(int layers, IntFunction<TestEncoder> encoder, Random random) {
        clockAheadNanos = TimeUnit.SECONDS.toNanos(random.nextInt(1_000_000));
        for (int layer = 0; layer < layers; layer++) {
            TestEncoder made = encoder.apply(layer);
            Encoding encoding = new Encoding(layer, made.codec(), clock);
            encoding.bind(made.ssrc());
            encoders.add(made);
            encodings.add(encoding);
        }
    }

    List<TestEncoder> encoders() {
        return encoders;
    }

    List<Encoding> encodings() {
        return encodings;
    }

    /** Returns what the participant's wall clock shows, as an NTP timestamp. */
    long ntp(long nowNanos) {
        long nanos = nowNanos + clockAheadNanos;
        long second = TimeUnit.SECONDS.toNanos(1);
        return (nanos / second + NTP_EPOCH_SECONDS) << 32 | ((nanos % second) << 32) / second;
    }
}
