package live.griot.edge.control;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.identity.Ticket;
import live.griot.api.identity.Tickets;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.rights.EndedRights;
import live.griot.api.rights.RightsEnd;
import live.griot.api.session.Previews;
import live.griot.api.session.Role;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionType;
import live.griot.api.session.SessionView;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.api.session.Visibility;
import live.griot.api.stage.Devices;
import live.griot.api.stage.ParticipantView;
import live.griot.edge.telemetry.Failures;
import org.jspecify.annotations.Nullable;

/** The edge's control room with everything around it made by hand: tickets are their own names, commands are written down. */
final class EdgeHouse {
    static final Instant NOW = Instant.parse("2030-01-01T20:00:00Z");
    static final SessionId SESSION = new SessionId("S1");
    static final UserId HOST = new UserId("U1");

    final FakeEdge edge = new FakeEdge();
    final List<Object> told = Collections.synchronizedList(new ArrayList<>());
    final Map<String, Ticket> tickets = new ConcurrentHashMap<>();
    final EndedSessions ended = new EndedSessions();
    final Set<UserId> banned = new HashSet<>();
    final Map<UserId, Devices> onStage = new HashMap<>(Map.of(HOST, Devices.atFirst(SessionType.VIDEO)));
    Visibility visibility = Visibility.PUBLIC;
    final List<AttendanceId> watching = new ArrayList<>();
    final Failures failures = new Failures(System::nanoTime);
    final PlayedHomes homes = new PlayedHomes();
    final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    final EndedRights endedRights = new EndedRights(clock, Duration.ofMinutes(15));
    final Set<AttendanceId> expired = ConcurrentHashMap.newKeySet();
    final EdgeReporter reporter = new EdgeReporter(this::note, homes, Duration.ofMillis(1));
    final SessionEndings endings;
    final EdgeAdmission admission;
    final Stages stages;
    final Attendees attendees;
    final EdgeRooms rooms;
    final StageChanges changes;
    final Viewers viewers;
    final ResourceConnections resources;
    final Departures departures;
    final EdgeReconciliation reconciliation;
    SessionState state = SessionState.LIVE;

    EdgeHouse(int maxViewers) {
        EdgeProperties properties = new EdgeProperties(
                0,
                -1,
                List.of(),
                List.of(),
                "",
                Duration.ofMinutes(5),
                1,
                Duration.ofSeconds(3),
                maxViewers,
                1500,
                List.of());
        viewers = new Viewers(reporter, clock, properties, new JoinTimes(new SimpleMeterRegistry()));
        admission = new EdgeAdmission(sessions(), edge, ended, endedRights, ticketOffice(), new TicketsInUse(), homes);
        rooms = new EdgeRooms(edge, ended, failures);
        stages = new Stages(sessions());
        Publishers publishers = new Publishers(reporter, stages, clock);
        Publishing publishing = new Publishing(edge, publishers, stages, rooms);
        resources = new ResourceConnections(admission, edge, publishing, viewers, properties);
        attendees = new Attendees(admission, stages, publishing, viewers, rooms, edge, properties, failures);
        departures = new Departures(resources, attendees);
        changes = new StageChanges(stages, publishers, attendees, edge);
        endings = new SessionEndings(edge, ended, attendees, rooms, reporter, homes, previews(), clock);
        reconciliation = new EdgeReconciliation(
                sessions(), homes, edge, viewers, attendees, resources, rooms, endings, reporter, clock);
    }

    /** Returns a ticket whose text is its id. */
    Ticket ticket(String id, Role role) {
        Ticket ticket = new Ticket(
                new AttendanceId(id),
                SESSION,
                role == Role.HOST ? HOST : null,
                null,
                role,
                role == Role.HOST ? Devices.carriedBy(SessionType.VIDEO) : Devices.OFF,
                null,
                NOW,
                NOW);
        tickets.put(id, ticket);
        return ticket;
    }

    /** Returns the ticket of a viewer with an account, issued then. */
    Ticket ticket(String id, UserId user, Instant issuedAt) {
        Ticket ticket =
                new Ticket(new AttendanceId(id), SESSION, user, null, Role.VIEWER, Devices.OFF, null, issuedAt, NOW);
        tickets.put(id, ticket);
        return ticket;
    }

    /** Lets an event reach this edge, as the program's watch over the log does. */
    void happens(Object event) {
        endedRights.giveBack(event);
        RightsEnd.by(event).ifPresent(end -> {
            endedRights.add(end);
            departures.rightsEnded(end);
        });
    }

    /** Returns what was told so far, after waiting for what is on the way. */
    List<Object> told() {
        if (!reporter.awaitTold(Duration.ofSeconds(5))) {
            throw new AssertionError("Facts are still on the way");
        }
        return List.copyOf(told);
    }

    private @Nullable Object note(Object command) {
        told.add(command);
        return null;
    }

    private static Previews previews() {
        return new Previews() {
            @Override
            public void keep(SessionId session, byte[] jpeg, Instant takenAt) {
                throw new UnsupportedOperationException("No picture comes here");
            }

            @Override
            public void forget(SessionId session) {
                // There was none.
            }

            @Override
            public void sweep(Instant before) {
                // There was none.
            }
        };
    }

    private Tickets ticketOffice() {
        return new Tickets() {
            @Override
            public String issue(
                    AttendanceId id,
                    SessionId session,
                    @Nullable UserId user,
                    @Nullable SignInId signIn,
                    Role role,
                    Devices mayPublish,
                    @Nullable LinkId link) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Ticket recognise(String token) {
                Ticket ticket = tickets.get(token);
                if (ticket == null) {
                    throw new Refused(RefusalCode.INVALID_TICKET, "No ticket");
                }
                return ticket;
            }

            @Override
            public void requireFresh(Ticket ticket) {
                if (expired.contains(ticket.id())) {
                    throw new Refused(RefusalCode.INVALID_TICKET, "Expired");
                }
            }

            @Override
            public Duration lifetime() {
                return Duration.ofMinutes(1);
            }
        };
    }

    Sessions sessions() {
        return new Sessions() {
            @Override
            public Optional<SessionFacts> find(SessionId id) {
                return id.equals(SESSION) ? Optional.of(facts()) : Optional.empty();
            }

            @Override
            public Optional<SessionView> view(SessionId id) {
                return Optional.empty();
            }

            @Override
            public List<SessionFacts> running() {
                return state.isRunning() ? List.of(facts()) : List.of();
            }

            @Override
            public List<SessionFacts> presentIn(UserId person) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<SessionFacts> withAPartOf(UserId person) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<AttendanceId> watching(SessionId session) {
                return watching;
            }

            @Override
            public Optional<Standing> standing(SessionId id, @Nullable UserId person) {
                return find(id).map(found -> {
                    Role role = HOST.equals(person) ? Role.HOST : Role.VIEWER;
                    boolean out = person != null && banned.contains(person);
                    return new Standing(found, person, role, onStage.containsKey(person), out, true, false);
                });
            }

            @Override
            public Map<@Nullable UserId, Standing> standings(SessionId id, Collection<@Nullable UserId> people) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Map<SessionId, Standing> standings(Collection<SessionId> ids, UserId person) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<SessionView> views(Collection<SessionId> ids) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<Standing> standing(Ticket ticket) {
                return standing(ticket.session(), ticket.user())
                        .map(known -> ticket.link() == null ? known : known.butAdmitted());
            }

            @Override
            public Optional<ParticipantView> participant(SessionId id, UserId person) {
                return Optional.ofNullable(onStage.get(person))
                        .map(devices -> new ParticipantView(
                                new Person(person, "somebody", "Somebody", null),
                                person.equals(HOST) ? Role.HOST : Role.GUEST,
                                true,
                                devices.audio(),
                                devices.video(),
                                devices.screen(),
                                null,
                                false,
                                false));
            }

            @Override
            public List<AttendanceId> openAttendances(SessionId id, UserId person) {
                return List.of();
            }

            @Override
            public List<AttendanceId> attendances(SessionId id, UserId person, Instant since) {
                return List.of();
            }

            private SessionFacts facts() {
                return new SessionFacts(SESSION, HOST, SessionType.VIDEO, visibility, state, NOW, null, null);
            }
        };
    }
}
