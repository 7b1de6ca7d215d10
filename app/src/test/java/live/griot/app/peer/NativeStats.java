package live.griot.app.peer;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import java.util.Map;

/** Reads libwebrtc's statistics, where what is not there yet is absent. */
record NativeStats(RTCStatsReport report) {
    private static final Map<String, Object> NOTHING = Map.of();

    /** Returns what is said of the stream of that kind, audio or video, that goes that way. */
    Map<String, Object> stream(RTCStatsType way, String kind) {
        return report.getStats().values().stream()
                .filter(stats -> stats.getType() == way)
                .map(RTCStats::getAttributes)
                .filter(attributes -> kind.equals(attributes.get("kind")))
                .findAny()
                .orElse(NOTHING);
    }

    /** Returns the codec's MIME type of a stream, or an empty text. */
    String codec(Map<String, Object> stream) {
        RTCStats codec = report.getStats().get(String.valueOf(stream.get("codecId")));
        return codec == null ? "" : String.valueOf(codec.getAttributes().get("mimeType"));
    }

    static long count(Map<String, Object> stream, String name) {
        return stream.get(name) instanceof Number number ? number.longValue() : 0;
    }

    static double amount(Map<String, Object> stream, String name) {
        return stream.get(name) instanceof Number number ? number.doubleValue() : 0;
    }
}
