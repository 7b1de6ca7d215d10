package live.griot.api.edge;

import java.util.List;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Where a client reaches the edge: the contract's {@code edge}.
 *
 * @param hlsUrl where the live is played as HLS; null where it is not
 */
public record EdgeAddress(
        String signalUrl,
        String whipUrl,
        String whepUrl,
        @Nullable String hlsUrl,
        List<IceServer> iceServers) {
    /** One ICE server as {@code RTCPeerConnection} takes it; user name and credential are null for STUN. */
    public record IceServer(
            List<String> urls,
            @Nullable String username,
            @Nullable String credential) {}

    /** The port that knows the edge a session is pinned to. Thread-safe. */
    public interface Book {
        /**
         * Returns the address for one session, with credentials for the bearer of one ticket; URLs are absolute paths on the server
         * that was asked.
         */
        EdgeAddress of(SessionId session, AttendanceId bearer);

        /**
         * Returns whether that person, null for somebody without an account, would find a place as a viewer now: a free one, or one that
         * they have already; the edge itself decides when they come.
         */
        boolean hasRoomFor(SessionId session, @Nullable UserId person);
    }
}
