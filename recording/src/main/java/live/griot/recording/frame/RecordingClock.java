package live.griot.recording.frame;

import java.util.LinkedHashMap;
import java.util.Map;
import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.SenderReport;
import live.griot.api.tap.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * The one timeline of a recording, and the clocks of all that send to it: nanoseconds since the recording began, by the monotonic clock, so
 * a wall clock that is set does not matter. Not thread-safe: owned with the recording's tracks.
 */
public final class RecordingClock {
    private final long originNanos;
    private final Map<Long, SenderClock> senders = bounded();
    private final Map<StreamId, SenderReport> reports = bounded();

    /** Makes one of a recording that began then, by the monotonic clock. */
    public RecordingClock(long originNanos) {
        this.originNanos = originNanos;
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > FrameLimits.CLOCKS;
            }
        };
    }

    /** Notes a report, of whatever stream: it may be recorded later. One without a time is passed over. */
    public void onSenderReport(SenderReport report) {
        if (report.ntpTime() != 0) {
            senders.computeIfAbsent(report.stream().sender(), sender -> new SenderClock())
                    .onReport(report.ntpTime(), report.arrivalNanos());
            reports.put(report.stream(), report);
        }
    }

    /** Returns whether the stream's sender has told its time. */
    boolean knows(StreamId stream) {
        return reports.containsKey(stream) && senders.containsKey(stream.sender());
    }

    /** Returns a moment of the monotonic clock on the timeline, in units of so many hertz; never before its beginning. */
    long position(long nanos, int rate) {
        return Math.max(0, Ticks.of(nanos - originNanos, rate));
    }

    /** Returns when a frame was captured by its sender's word, on the monotonic clock; null where there is none. */
    @Nullable
    Long captureNanos(EncodedFrame frame) {
        SenderReport report = reports.get(frame.stream());
        SenderClock sender = senders.get(frame.stream().sender());
        if (report == null || sender == null) {
            return null;
        }
        int since = frame.timestamp() - report.timestamp();
        return sender.toMonotonic(report.ntpTime())
                + Ticks.nanos(since, frame.codec().clockRate());
    }
}
