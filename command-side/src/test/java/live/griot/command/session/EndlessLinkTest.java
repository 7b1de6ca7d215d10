package live.griot.command.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import live.griot.api.admission.ComeByLink;
import live.griot.api.admission.LinkUsed;
import live.griot.api.admission.MakeLink;
import live.griot.api.admission.RemoveParticipant;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.CreateSession;
import live.griot.api.session.EditSession;
import live.griot.api.session.Role;
import live.griot.api.session.SessionText;
import live.griot.api.session.SessionType;
import live.griot.api.session.Visibility;
import live.griot.api.stage.ChangeRole;
import live.griot.api.stage.RaiseHand;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes by a link that any number may use is remembered, and the session's stream does not grow by them. */
class EndlessLinkTest {
    /** Of a session into which nobody came by an endless link. */
    static final Admittances NOBODY = (session, person) -> false;

    private static final int MANY = 1_000;
    /** What happened since a snapshot, the snapshot, and what came while it was made. */
    private static final int READ_AT_MOST = 2 * SessionSnapshots.EVENTS;

    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final SessionId ANOTHER = new SessionId("01ANOTHER");
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final UserId GUEST = new UserId("G01JD00000000000000000GEST0");
    private static final LinkId LINK = LinkId.of("watch");
    private static final Instant T0 = Instant.parse("2026-11-30T20:00:00Z");
    private static final Instant EXPIRY = T0.plusSeconds(60);
    private static final Instant T1 = T0.plusSeconds(10);
    private static final Instant LATER = T0.plusSeconds(100);

    private final ExecutorService snapshots =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final Storage storage = new Storage();
    private final Configuration axon = configuration();
    private final CommandGateway gateway = axon.commandGateway();

    /** Counts what is read of aggregates. */
    private static final class Storage extends InMemoryEventStorageEngine {
        private final AtomicInteger read = new AtomicInteger();

        @Override
        public DomainEventStream readEvents(String aggregate, long first) {
            return DomainEventStream.of(
                    super.readEvents(aggregate, first).asStream().peek(event -> read.incrementAndGet()));
        }
    }

    private Configuration configuration() {
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureEventStore(configuration ->
                        EmbeddedEventStore.builder().storageEngine(storage).build())
                .configureCommandBus(configuration -> SimpleCommandBus.builder().build());
        configurer.registerComponent(Admittances.class, WriteModel::admittances);
        WriteModel.addTo(configurer, WriteModel.withSnapshots(snapshots, SessionSnapshots.EVENTS));
        return configurer.start();
    }

    @BeforeEach
    void a_session() {
        create(LIVE);
    }

    @AfterEach
    void end() {
        axon.shutdown();
        snapshots.close();
    }

    @Test
    void who_came_by_it_is_remembered_outside_of_the_session() {
        makeLink(LIVE, EXPIRY, null);
        assertThat(come(MOUSSA, T1)).isEqualTo(Role.VIEWER);
        assertThat(eventsOf(LIVE)).noneMatch(LinkUsed.class::isInstance);
        assertThat(eventsOf(new Admittance.Id(LIVE, MOUSSA))).containsExactly(new LinkUsed(LIVE, LINK, MOUSSA, T1));

        assertThat(come(MOUSSA, LATER))
                .as("who is in needs no link that is good")
                .isEqualTo(Role.VIEWER);
        assertThat(eventsOf(new Admittance.Id(LIVE, MOUSSA))).hasSize(1);
        refused(RefusalCode.LINK_EXPIRED, new ComeByLink(LIVE, LINK, viewer(1), false, LATER));
    }

    @Test
    void who_was_put_out_comes_anew_as_often_as_that_happens() {
        makeLink(LIVE, EXPIRY, null);
        for (int i = 0; i < 3; i++) {
            come(MOUSSA, T1);
            gateway.sendAndWait(new RemoveParticipant(LIVE, MOUSSA, AWA, T1));
            refused(RefusalCode.LINK_EXPIRED, new ComeByLink(LIVE, LINK, MOUSSA, false, LATER));
        }
        come(MOUSSA, T1);
        assertThat(come(MOUSSA, LATER)).isEqualTo(Role.VIEWER);
    }

    @Test
    void a_guest_takes_part_where_they_came_and_until_they_are_put_out() {
        makeLink(LIVE, null, null);
        create(ANOTHER);
        refused(RefusalCode.UNAUTHENTICATED, new RaiseHand(LIVE, GUEST, T1));
        come(GUEST, T1);
        gateway.sendAndWait(new RaiseHand(LIVE, GUEST, T1));
        refused(RefusalCode.NOT_PRESENT, new ChangeRole(ANOTHER, GUEST, Role.GUEST, AWA, T1));

        gateway.sendAndWait(new RemoveParticipant(LIVE, GUEST, AWA, T1));
        refused(RefusalCode.NOT_PRESENT, new ChangeRole(LIVE, GUEST, Role.GUEST, AWA, T1));
        come(GUEST, T1);
        gateway.sendAndWait(new ChangeRole(LIVE, GUEST, Role.GUEST, AWA, T1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_command_reads_no_more_after_a_thousand_came(boolean counted) {
        makeLink(LIVE, null, counted ? MANY : null);
        for (int i = 0; i < MANY; i++) {
            come(viewer(i), T1);
        }
        storage.read.set(0);
        gateway.sendAndWait(
                new EditSession(LIVE, AWA, new SessionText(AWA, "Well visited", false), null, null, null, T1));
        assertThat(storage.read.get()).as("events read").isBetween(1, counted ? READ_AT_MOST : 3);
    }

    private void create(SessionId session) {
        SessionText words = new SessionText(AWA, "Tales", false);
        gateway.sendAndWait(new CreateSession(
                session, AWA, words, words, SessionType.VIDEO, Visibility.PRIVATE, 4, null, null, T0));
    }

    private void makeLink(SessionId session, @Nullable Instant expiry, @Nullable Integer uses) {
        gateway.sendAndWait(new MakeLink(session, LINK, Role.VIEWER, expiry, uses, AWA, T0));
    }

    private Role come(UserId person, Instant at) {
        return gateway.sendAndWait(new ComeByLink(LIVE, LINK, person, false, at));
    }

    private void refused(RefusalCode code, Object command) {
        assertThatThrownBy(() -> gateway.sendAndWait(command))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo(code));
    }

    private List<Object> eventsOf(Object aggregate) {
        return axon.eventStore()
                .readEvents(aggregate.toString())
                .asStream()
                .<Object>map(EventMessage::getPayload)
                .toList();
    }

    private static UserId viewer(int number) {
        return new UserId("01VIEWER%05d".formatted(number));
    }
}
