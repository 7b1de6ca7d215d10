package live.griot.edge.control;

import static live.griot.edge.control.EdgeHouse.HOST;
import static live.griot.edge.control.EdgeHouse.NOW;
import static live.griot.edge.control.EdgeHouse.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.session.Role;
import live.griot.api.session.SessionType;
import live.griot.api.stage.Devices;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.Rights;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may publish what: what the ticket allows, while there is a seat, and of that what is switched on passes. */
class StagesTest {
    private static final UserId AWA = new UserId("U2");
    private static final Instant BEFORE = NOW.minusSeconds(10);
    private static final Instant AFTER = NOW.plusSeconds(10);

    private final EdgeHouse house = new EdgeHouse(1);
    private final Stages stages = house.stages;

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            # role     | ticket allows      | seat is    | switched on | may publish                              | passes
            HOST       | audio video screen | held       | audio video | MICROPHONE CAMERA SCREEN SCREEN_AUDIO    | MICROPHONE CAMERA
            GUEST      | audio video screen | held       | audio       | MICROPHONE CAMERA SCREEN SCREEN_AUDIO    | MICROPHONE
            GUEST      | audio video screen | held       | -           | MICROPHONE CAMERA SCREEN SCREEN_AUDIO    | -
            GUEST      | audio              | held       | audio       | MICROPHONE                               | MICROPHONE
            GUEST      | audio video screen | taken      | audio       | -                                        | -
            GUEST      | audio video screen | lost       | audio       | -                                        | -
            GUEST      | audio video screen | lost       | audio       | -                                        | -
            GUEST      | audio video screen | lost again | audio       | -                                        | MICROPHONE
            GUEST      | audio video screen | back       | screen      | MICROPHONE CAMERA SCREEN SCREEN_AUDIO    | SCREEN SCREEN_AUDIO
            MODERATOR  | audio video screen | held       | video       | MICROPHONE CAMERA SCREEN SCREEN_AUDIO    | CAMERA
            MODERATOR  | -                  | none       | -           | -                                        | -
            VIEWER     | -                  | none       | -           | -                                        | -
            VIEWER     | -                  | held       | audio video | -                                        | MICROPHONE CAMERA
            """)
    void the_ticket_the_seat_and_the_devices_say_who_publishes_what(
            Role role,
            @Nullable String ticketAllows,
            String seat,
            @Nullable String switchedOn,
            @Nullable String mayPublish,
            @Nullable String passes) {
        Devices on = devices(switchedOn);
        switch (seat) {
            case "held" -> house.onStage.put(AWA, on);
            case "taken" -> house.onStage.remove(AWA);
            case "lost" -> {
                house.onStage.put(AWA, on);
                stages.unseated(SESSION, AWA, AFTER);
            }
            case "lost again" -> {
                stages.unseated(SESSION, AWA, AFTER);
                stages.seated(SESSION, AWA, on);
            }
            case "back" -> {
                stages.unseated(SESSION, AWA, BEFORE);
                stages.seated(SESSION, AWA, on);
            }
            default -> {
                // They never had one.
            }
        }
        Rights rights = stages.rightsOf(
                new Ticket(new AttendanceId("T1"), SESSION, AWA, null, role, devices(ticketAllows), null, NOW, AFTER));

        assertThat(rights.mayPublish()).isEqualTo(sources(mayPublish));
        assertThat(rights.on()).isEqualTo(sources(passes));
    }

    @Test
    void who_has_no_account_publishes_nothing_whatever_the_ticket_says() {
        Ticket forgedByNobody = new Ticket(
                new AttendanceId("T1"),
                SESSION,
                null,
                null,
                Role.VIEWER,
                Devices.carriedBy(SessionType.VIDEO),
                null,
                NOW,
                AFTER);

        assertThat(stages.rightsOf(forgedByNobody)).isEqualTo(Rights.NONE);
    }

    @Test
    void what_was_heard_of_late_counts_more_than_what_is_read() {
        assertThat(stages.hostOf(SESSION)).contains(HOST);
        stages.handedOver(SESSION, AWA);
        assertThat(stages.hostOf(SESSION)).contains(AWA);
    }

    private static Devices devices(@Nullable String names) {
        String on = names == null ? "" : names;
        return new Devices(on.contains("audio"), on.contains("video"), on.contains("screen"));
    }

    private static Set<TrackSource> sources(@Nullable String names) {
        Set<TrackSource> sources = EnumSet.noneOf(TrackSource.class);
        for (String name : names == null ? new String[0] : names.split(" ")) {
            sources.add(TrackSource.valueOf(name));
        }
        return sources;
    }
}
