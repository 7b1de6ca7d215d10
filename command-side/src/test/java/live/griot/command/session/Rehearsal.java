package live.griot.command.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.invitation.InvitationEvent;
import live.griot.api.invitation.InvitationSent;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionCreated;
import live.griot.api.session.SessionEvent;
import live.griot.command.invitation.Invitation;
import live.griot.command.invitation.InvitationsOverAxon;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/**
 * The write model of sessions and invitations over an event store in memory. After each command the stored events are told to a
 * {@link SessionStory} each, and the aggregates that lived through the commands are compared with what the events alone make of them.
 */
final class Rehearsal {
    private static final SessionId NO_SESSION = new SessionId("01NOSUCH");

    static {
        System.setProperty("disable-axoniq-console-message", "true");
    }

    private final int eventsASnapshot;
    private final ExecutorService snapshots =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final InMemoryEventStorageEngine storage = new InMemoryEventStorageEngine();
    private final MemoryCache lived = new MemoryCache();
    private final Configuration axon;
    private final CommandGateway gateway;
    private final Compared<LiveSession> sessions;
    private final Compared<Invitation> invitations;

    private final Map<SessionId, SessionStory> stories = new LinkedHashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<String> journal = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-20T20:00:00Z");
    private int stored;
    private int numbers;

    /** An invitation that was sent. */
    record Sent(InvitationId id, UserId to) {}

    /** What became of a command: the code of its refusal, or null and how many events it stored. */
    record Outcome(Object command, @Nullable String refusal, List<SessionEvent> events) {}

    /** Makes a snapshot of a session after so many events. */
    Rehearsal(int eventsASnapshot) {
        this.eventsASnapshot = eventsASnapshot;
        axon = configuration();
        gateway = axon.commandGateway();
        sessions = new Compared<>(LiveSession.class);
        invitations = new Compared<>(Invitation.class);
    }

    private Configuration configuration() {
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureEventStore(configuration ->
                        EmbeddedEventStore.builder().storageEngine(storage).build())
                .configureCommandBus(configuration -> SimpleCommandBus.builder().build());
        configurer.registerComponent(Admittances.class, WriteModel::admittances);
        WriteModel.addTo(
                configurer,
                WriteModel.withSnapshots(snapshots, eventsASnapshot).configureCache(configuration -> lived));
        InvitationsOverAxon.addTo(configurer, configuration -> lived);
        return configurer.start();
    }

    Instant now() {
        return now;
    }

    Instant waitUntil(Instant instant) {
        now = instant.isAfter(now) ? instant : now;
        return now;
    }

    int freshNumber() {
        return ++numbers;
    }

    /** Returns every command so far, and what became of it. */
    String journal() {
        return String.join("\n", journal);
    }

    /** Sends the command that the step is by now, and checks all that must hold after it. */
    Outcome play(Step step) {
        now = now.plusSeconds(step.seconds());
        Cue cue = cue(step);
        Object command = step.move().at(cue);
        String refusal = send(command);
        CompletableFuture.runAsync(() -> {}, snapshots).join();
        List<SessionEvent> events = newEvents();
        journal.add("%s %s -> %s".formatted(now, command, refusal == null ? events : refusal));
        assertThat(refusal == null || events.isEmpty())
                .as("A refused command stores nothing")
                .isTrue();
        events.forEach(this::tell);
        Set<SessionId> touched = new HashSet<>(Set.of(cue.session()));
        events.forEach(event -> touched.add(event.sessionId()));
        stories.entrySet().stream()
                .filter(story -> touched.contains(story.getKey()))
                .forEach(story -> agree(story.getKey(), story.getValue()));
        return new Outcome(command, refusal, events);
    }

    private @Nullable String send(Object command) {
        try {
            gateway.sendAndWait(command);
            return null;
        } catch (Refused no) {
            return no.code().name();
        } catch (AggregateNotFoundException none) {
            // What sends commands answers this with a refusal, too.
            assertThat(none.getAggregateIdentifier())
                    .as("Only what there is not is not found")
                    .isEqualTo(NO_SESSION.value());
            return "NOT_FOUND";
        } catch (RuntimeException bug) {
            throw new AssertionError("A command is refused by Refused and nothing else: " + command, bug);
        }
    }

    private Cue cue(Step step) {
        Choice choice = new Choice(step.choice());
        SessionId session = someSession(choice);
        SessionStory told = stories.get(session);
        Sent invitation = sent.isEmpty()
                ? new Sent(new InvitationId(NO_SESSION.value()), new UserId("01NOBODY"))
                : sent.get(sent.size() - 1 - choice.below(sent.size()));
        return new Cue(
                this, session, told, step.by().in(told, choice), step.whom().in(told, choice), invitation, choice);
    }

    /** Mostly the newest that is not over; one that is over, and one that there is not, now and then. */
    private SessionId someSession(Choice choice) {
        List<SessionId> all = List.copyOf(stories.keySet());
        List<SessionId> open = stories.entrySet().stream()
                .filter(story -> !story.getValue().state.isOver())
                .map(Map.Entry::getKey)
                .toList();
        List<SessionId> candidates = open.isEmpty() || choice.onceIn(10) ? all : open;
        if (candidates.isEmpty() || choice.onceIn(40)) {
            return NO_SESSION;
        }
        int back = choice.onceIn(3) ? choice.below(candidates.size()) : 0;
        return candidates.get(candidates.size() - 1 - back);
    }

    private List<SessionEvent> newEvents() {
        List<SessionEvent> events = storage.readEvents(null, false)
                .skip(stored)
                .map(EventMessage::getPayload)
                .map(SessionEvent.class::cast)
                .toList();
        stored += events.size();
        return events;
    }

    private void tell(SessionEvent event) {
        assertThat(event.at()).as("%s happened when it was commanded", event).isEqualTo(now);
        SessionStory story = stories.get(event.sessionId());
        if (event instanceof SessionCreated created) {
            assertThat(story).as("A session is created once").isNull();
            stories.put(event.sessionId(), new SessionStory(created));
            return;
        }
        assertThat(story).as("%s happens to a session that there is", event).isNotNull();
        story.hear(event);
        if (event instanceof InvitationEvent answer) {
            invitations.rebuilt(answer.invitationId().value());
        }
        if (event instanceof InvitationSent invitation) {
            sent.add(new Sent(invitation.invitationId(), invitation.to()));
        }
    }

    /** Checks again what no command was for, and all invitations: nothing changed behind anybody's back. */
    void end() {
        stories.forEach(this::agree);
        stories.keySet().forEach(this::hasASnapshot);
        sent.forEach(invitation -> invitations.rebuilt(invitation.id().value()));
        snapshots.close();
        axon.shutdown();
    }

    private void hasASnapshot(SessionId id) {
        long events = storage.lastSequenceNumberFor(id.value()).orElse(-1L) + 1;
        assertThat(events <= 2L * eventsASnapshot
                        || storage.readSnapshot(id.value()).isPresent())
                .as("A snapshot of a session of %d events, one after every %d", events, eventsASnapshot)
                .isTrue();
    }

    /** What the write model takes for so is what the events tell. */
    private void agree(SessionId id, SessionStory told) {
        told.isTold();
        LiveSession rebuilt = sessions.rebuilt(id.value());
        Map<String, @Nullable Object> fields = Fields.of(rebuilt);
        assertThat(fields)
                .containsEntry("LiveSession.state", told.state)
                .containsEntry("LiveSession.seats", told.seats)
                .containsEntry("LiveSession.waitingSince", told.waitingSince)
                .containsEntry("Cast.seated", told.onStage)
                .containsEntry("Cast.moderators", told.moderators)
                .containsEntry("Stage.raisedHands", told.handsUp);
        Cast cast = Fields.castOf(rebuilt);
        assertThat(cast.bans()).as("Bans").isEqualTo(told.banned.size());
        told.banned.forEach((person, ban) -> assertThat(cast.banOf(person))
                .as("The ban of %s", person)
                .contains(new Cast.Ban(ban.by(), ban.until())));
        Set<UserId> everybody = new HashSet<>(told.onStage.keySet());
        everybody.addAll(told.moderators);
        everybody.addAll(told.banned.keySet());
        everybody.addAll(told.handsUp);
        everybody.forEach(person ->
                assertThat(cast.roleOf(person)).as("What %s is", person).isEqualTo(told.roleOf(person)));
    }

    /** Aggregates of one kind: as they lived through the commands, and as the events alone make them. */
    private final class Compared<A> {
        private final Repository<A> withCache;
        private final Repository<A> withoutCache;

        Compared(Class<A> kind) {
            withCache = axon.repository(kind);
            withoutCache = EventSourcingRepository.builder(kind)
                    .eventStore(axon.eventStore())
                    .parameterResolverFactory(axon.parameterResolverFactory())
                    .build();
        }

        /** Returns the aggregate as the events make it, and fails where the one that lived differs in a field. */
        A rebuilt(String id) {
            A rebuilt = load(withoutCache, id);
            if (lived.containsKey(id)) {
                A living = load(withCache, id);
                assertThat(living).as("The one that lived").isNotSameAs(rebuilt);
                assertThat(Fields.of(rebuilt))
                        .as("What the events alone make of %s", id)
                        .isEqualTo(Fields.of(living));
            }
            return rebuilt;
        }

        private A load(Repository<A> repository, String id) {
            UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
            try {
                return repository.load(id).invoke(root -> root);
            } finally {
                work.commit();
            }
        }
    }
}
