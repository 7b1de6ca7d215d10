package live.griot.app.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the installation fares, without a secret in it.
 *
 * @param version of the program, {@code development} where it was not packaged
 * @param upSince when this node's program was started
 * @param audience who is live and who watches now, or null where the database does not say in time
 * @param room in the data directory, or null where it cannot be told
 * @param projections how far what the API reads has come; empty where the database does not say in time
 */
record HealthView(
        String version,
        Instant upSince,
        @Nullable AudienceView audience,
        @Nullable RoomView room,
        List<ComponentView> components,
        List<ProjectionView> projections) {

    /** How a part is. */
    enum ComponentStatus {
        UP,
        DOWN,
        /** It does not say in time. */
        SLOW,
        /** It is not set up. */
        OFF
    }

    /** A part of the installation, and a sentence on how it is. */
    record ComponentView(String name, ComponentStatus status, String detail) {}

    /** The sessions that run on all nodes, and who watches them. */
    record AudienceView(int sessions, int viewers) {}

    /** Bytes that are free for this program, of all that there are. */
    record RoomView(long freeBytes, long totalBytes) {}

    /** How many positions of the event log a projection has still to pass; while it is {@code replaying} its reads are incomplete. */
    record ProjectionView(String name, long behind, boolean replaying) {}
}
