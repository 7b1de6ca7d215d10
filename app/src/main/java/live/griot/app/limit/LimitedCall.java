package live.griot.app.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One limited kind of call.
 *
 * @param name as the metrics have it
 * @param calls the calls it stands for, each a method and the pattern of an address
 * @param byPerson how often one person may, or null where persons are not counted
 * @param byAddress how often may be from one network address
 * @param counts whether a request, to one of these addresses, counts
 */
record LimitedCall(
        String name,
        Set<String> calls,
        @Nullable Function<RateProperties, Rate> byPerson,
        Function<RateProperties, Rate> byAddress,
        Predicate<HttpServletRequest> counts) {
    // spotless:off
    /** The table. */
    static final List<LimitedCall> ALL = List.of(
            new LimitedCall("create session", Set.of("POST /api/sessions"),
                    RateProperties::sessionsPerPerson, RateProperties::sessionsPerAddress, LimitedCall::each),
            new LimitedCall("make link", Set.of("POST /api/sessions/{id}/links"),
                    RateProperties::linksPerPerson, RateProperties::linksPerAddress, LimitedCall::each),
            new LimitedCall("join without account", Set.of("POST /api/sessions/{id}/join"),
                    null, RateProperties::joinsPerAddress, request -> request.getUserPrincipal() == null),
            new LimitedCall("search", Set.of("GET /api/users", "GET /api/sessions"),
                    RateProperties::searchesPerPerson, RateProperties::searchesPerAddress, request -> request.getParameter("q") != null),
            new LimitedCall("refresh", Set.of("POST /api/auth/refresh"),
                    null, RateProperties::refreshesPerAddress, LimitedCall::each),
            new LimitedCall("ban", Set.of("PUT /api/sessions/{id}/bans/{userId}", "DELETE /api/sessions/{id}/bans/{userId}"),
                    RateProperties::bansPerPerson, RateProperties::bansPerAddress, LimitedCall::each),
            new LimitedCall("invite", Set.of("POST /api/sessions/{id}/invitations", "POST /api/calls"),
                    RateProperties::invitationsPerPerson, RateProperties::invitationsPerAddress, LimitedCall::each),
            new LimitedCall("record",
                    Set.of("POST /api/sessions/{id}/recording", "PATCH /api/sessions/{id}/recording", "DELETE /api/sessions/{id}/recording",
                            "POST /api/sessions/{id}/recording/consent", "PATCH /api/recordings/{id}", "DELETE /api/recordings/{id}",
                            "PUT /api/recordings/{id}/captions/{lang}", "DELETE /api/recordings/{id}/captions/{lang}"),
                    RateProperties::recordingsPerPerson, RateProperties::recordingsPerAddress, LimitedCall::each),
            new LimitedCall("download", Set.of("GET /api/recordings/{id}/download"),
                    RateProperties::downloadsPerPerson, RateProperties::downloadsPerAddress, LimitedCall::each),
            new LimitedCall("clip",
                    Set.of("POST /api/recordings/{id}/clips", "PATCH /api/clips/{id}", "DELETE /api/clips/{id}"),
                    RateProperties::clipsPerPerson, RateProperties::clipsPerAddress, LimitedCall::each));
    // spotless:on

    private static boolean each(HttpServletRequest request) {
        return true;
    }
}
