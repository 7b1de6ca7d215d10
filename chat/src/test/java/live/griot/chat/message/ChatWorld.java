package live.griot.chat.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import live.griot.api.Commands;
import live.griot.api.chat.MessageSent;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Role;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionType;
import live.griot.api.session.SessionView;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.api.session.Visibility;
import live.griot.api.stage.ParticipantView;
import live.griot.chat.border.ChatBorder;
import live.griot.chat.limit.ChatProperties;
import live.griot.chat.replay.ReplayedChat;
import live.griot.chat.room.RecentSilences;
import live.griot.chat.room.RoomModeration;
import live.griot.chat.room.RoomProjection;
import live.griot.chat.room.Rooms;
import live.griot.chat.room.Silences;
import live.griot.chat.room.WordKeeper;
import live.griot.chat.timeline.Timeline;
import live.griot.chat.timeline.TimelineProjection;
import live.griot.chat.timeline.TimelineWriter;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * The chat over its real tables (H2 in MySQL mode, the real migrations), with its real aggregates in an event store in memory, whose
 * events reach the projections at once. What other modules provide is played: sessions, names, and sealing.
 */
final class ChatWorld {
    static final UserId AWA = new UserId("01AWA");
    static final UserId MOUSSA = new UserId("01MOUSSA");
    static final UserId KOFI = new UserId("01KOFI");
    static final SessionId LIVE = new SessionId("01LIVE");
    static final SessionId OTHER = new SessionId("01OTHER");

    final JdbcClient db;
    final List<Object> events = new ArrayList<>();
    final MovableClock clock = new MovableClock();
    final Set<UserId> erased = new HashSet<>();
    final Set<UserId> banned = new HashSet<>();
    final Set<UserId> admitted = new HashSet<>();
    final ChatHistory history;
    final MessageReader reader;
    final ChatProjection projection;
    final MessagePosting posting;
    final MessageController controller;
    final Figures figures;
    final RecentSilences recentSilences = new RecentSilences();
    final ChatUpdates updates;

    /** What happens just before the next command is handled: as if it had come from elsewhere meanwhile. */
    Runnable meanwhile = () -> {};

    private final Map<SessionId, SessionFacts> sessions = new HashMap<>();
    final Timeline timeline;
    final ReplayedChat replayed;

    private final ArrivingMessages arriving;
    private final RoomProjection room;
    private final TimelineProjection recorded;
    private final Configuration axon;

    ChatWorld() {
        this(1000);
    }

    /** A chat that keeps so many messages of a session. */
    ChatWorld(int keepMessages) {
        DriverManagerDataSource source =
                new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MySQL;DB_CLOSE_DELAY=-1");
        for (String migration :
                List.of("V1__events", "V4__chat", "V7__chat", "V35__chat_by_index", "V37__chat_of_recordings")) {
            new ResourceDatabasePopulator(new FileSystemResource(
                            "../app/src/main/resources/db/migration/%s.sql".formatted(migration)))
                    .execute(source);
        }
        ChatProperties limits = new ChatProperties(
                5,
                Duration.ofSeconds(1),
                5,
                Duration.ofSeconds(1),
                1000,
                Duration.ofMillis(500),
                keepMessages,
                Duration.ofHours(1));
        db = JdbcClient.create(source);
        history = new ChatHistory(db);
        NamedParameterJdbcTemplate rows = new NamedParameterJdbcTemplate(source);
        figures = new Figures(db, rows);
        Silences silences = new Silences(db);
        reader = new MessageReader(new PlayedPeople(), new PlayedSeal(erased), history, (session, people) -> Set.of());
        room = new RoomProjection(db);
        KeptMessages kept = new KeptMessages(db, figures);
        TimelineWriter writer = new TimelineWriter(db, rows);
        timeline = new Timeline(db);
        replayed = new ReplayedChat(timeline, reader);
        recorded = new TimelineProjection(writer);
        arriving = new ArrivingMessages(rows, silences, figures, kept, writer, limits);
        projection = new ChatProjection(db, arriving, kept, figures);
        axon = axon(List.of(projection, room, recorded), arriving);
        updates = new ChatUpdates(reader, history, recentSilences);
        PostingRules rules = new ChatConfiguration()
                .postingRules(limits, history, silences, new WordKeeper(new PlayedSeal(erased)), figures, clock);
        Commands commands = this::send;
        posting = new MessagePosting(
                new PlayedSessions(),
                rules,
                new Rooms(db),
                silences,
                history,
                new PlayedSeal(erased),
                commands,
                new PlayedIds(),
                clock);
        controller = new MessageController(
                posting,
                reader,
                history,
                timeline,
                new ChatBorder(commands, new PlayedSessions(), new PlayedPeople(), new NoVisits(), clock));
        session(LIVE, SessionState.LIVE, Visibility.PUBLIC);
        session(OTHER, SessionState.LIVE, Visibility.PUBLIC);
    }

    private Configuration axon(List<Object> projections, ArrivingMessages arriving) {
        EmbeddedEventStore store = EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureEventStore(configuration -> store)
                .configureAggregate(ChatMessage.class)
                .configureAggregate(RoomModeration.class);
        configurer.eventProcessing(processing -> {
            processing.usingSubscribingEventProcessors();
            processing.registerDefaultListenerInvocationErrorHandler(
                    configuration -> PropagatingErrorHandler.instance());
            projections.forEach(one -> processing.registerEventHandler(configuration -> one));
        });
        new ChatConfiguration().messagesBeforeOthers(arriving).configureModule(configurer);
        store.subscribe(stored -> stored.forEach(event -> events.add(event.getPayload())));
        return configurer.start();
    }

    /** Sends a command of the chat. */
    @Nullable
    Object send(Object command) {
        Runnable first = meanwhile;
        meanwhile = () -> {};
        first.run();
        try {
            return axon.commandGateway().sendAndWait(command);
        } catch (CommandExecutionException failure) {
            throw failure.getCause() instanceof Refused no ? no : failure;
        }
    }

    /** Lets an event of another module happen. */
    void happens(Object event) {
        axon.eventGateway().publish(event);
    }

    /** Empties the tables and fills them again with everything that happened, in one batch. */
    void replay() {
        List<AnnotationEventHandlerAdapter> handlers = Stream.of(projection, room, recorded)
                .map(AnnotationEventHandlerAdapter::new)
                .toList();
        handlers.forEach(AnnotationEventHandlerAdapter::prepareReset);
        OthersAfterMessages order = new OthersAfterMessages(arriving);
        BatchingUnitOfWork<EventMessage<?>> batch = new BatchingUnitOfWork<>(events.stream()
                .<EventMessage<?>>map(GenericEventMessage::asEventMessage)
                .toList());
        ResultMessage<Object> result = batch.executeWithResult(() -> order.handle(batch, () -> {
            for (AnnotationEventHandlerAdapter one : handlers) {
                one.handle(batch.getMessage());
            }
            return batch;
        }));
        if (result.isExceptional()) {
            throw new AssertionError(result.exceptionResult());
        }
    }

    /** Returns the messages that were sent, kept or not. */
    List<MessageSent> sent() {
        return events.stream()
                .filter(MessageSent.class::isInstance)
                .map(MessageSent.class::cast)
                .toList();
    }

    /** Makes, or changes, a session that Awa hosts. */
    void session(SessionId id, SessionState state, Visibility visibility) {
        sessions.put(id, new SessionFacts(id, AWA, SessionType.VIDEO, visibility, state, clock.instant(), null, null));
    }

    /** Returns the seal that is played. */
    PersonalText seal() {
        return new PlayedSeal(erased);
    }

    private final class PlayedSessions implements Sessions {
        @Override
        public Optional<SessionFacts> find(SessionId id) {
            return Optional.ofNullable(sessions.get(id));
        }

        @Override
        public Optional<SessionView> view(SessionId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<SessionFacts> running() {
            return List.copyOf(sessions.values());
        }

        @Override
        public List<SessionFacts> withAPartOf(UserId person) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<SessionFacts> presentIn(UserId person) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<AttendanceId> watching(SessionId session) {
            return List.of();
        }

        @Override
        public Optional<Standing> standing(SessionId id, @Nullable UserId person) {
            return find(id).map(facts -> {
                Role role = facts.host().equals(person) ? Role.HOST : Role.VIEWER;
                boolean out = person != null && banned.contains(person);
                return new Standing(
                        facts, person, role, role == Role.HOST, out, role == Role.HOST, admitted.contains(person));
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
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<ParticipantView> participant(SessionId id, UserId person) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<AttendanceId> attendances(SessionId id, UserId person, Instant since) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<AttendanceId> openAttendances(SessionId id, UserId person) {
            return List.of();
        }
    }

    private final class PlayedPeople implements People {
        @Override
        public Map<UserId, Person> named(Collection<UserId> ids) {
            Map<UserId, Person> named = new HashMap<>();
            ids.forEach(id -> named.put(
                    id,
                    erased.contains(id)
                            ? new Person(id, "removed", "Removed", null)
                            : new Person(id, "handle_of_" + id, "Name of " + id, null)));
            return named;
        }

        @Override
        public boolean exist(UserId id) {
            return !erased.contains(id);
        }
    }
}
