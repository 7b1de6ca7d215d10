package live.griot.edge.control;

import static live.griot.edge.control.EdgeHouse.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import live.griot.api.session.Role;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.Goodbye;
import org.junit.jupiter.api.Test;

/** Who fails at what they are told keeps nobody else from being told it. */
class TroubledListenersTest {
    private static final List<PublishedTrack> CAMERA =
            List.of(new PublishedTrack("p1", "U1", TrackSource.CAMERA, Codec.VP8, "", false, 1, true));

    private final EdgeHouse house = new EdgeHouse(2);
    private final List<Object> told = new ArrayList<>();

    @Test
    void who_cannot_be_told_goodbye_is_gone_and_so_is_everybody_else() {
        house.attendees.enter(house.ticket("V1", Role.VIEWER), new FragileListener());
        house.attendees.enter(house.ticket("V2", Role.VIEWER), new FragileListener());
        assertThat(house.viewers.places().hasRoom(SESSION, null)).isFalse();

        house.attendees.letGo(ticket -> true, Goodbye.SESSION_ENDED);

        assertThat(told).containsExactly(Goodbye.SESSION_ENDED, Goodbye.SESSION_ENDED);
        assertThat(house.failures.counts()).containsEntry("LISTENER", 2L);
        house.attendees.enter(house.ticket("V3", Role.VIEWER), new NothingHeard());
        assertThat(house.viewers.places().hasRoom(SESSION, null)).isTrue();
    }

    @Test
    void who_cannot_be_told_what_is_published_keeps_nobody_from_it() {
        Room room = new Room(Runnable::run, house.failures);
        room.add(new FragileListener());
        room.add(new FragileListener());

        room.onPublications(CAMERA);

        assertThat(told).containsExactly(CAMERA, CAMERA);
        assertThat(house.failures.counts()).containsEntry("LISTENER", 2L);
    }

    @Test
    void a_moment_without_a_thread_is_over_with_the_next_change() {
        boolean[] refuses = {true};
        Room room = new Room(
                task -> {
                    if (refuses[0]) {
                        throw new RejectedExecutionException("No thread");
                    }
                    task.run();
                },
                house.failures);
        room.add(new FragileListener());
        assertThatThrownBy(() -> room.onPublications(CAMERA)).isInstanceOf(RejectedExecutionException.class);
        refuses[0] = false;

        room.onPublications(CAMERA);

        assertThat(told).containsExactly(CAMERA);
    }

    /** Notes what it is told, and fails at it. */
    private final class FragileListener extends NothingHeard {
        @Override
        public void onPublications(List<PublishedTrack> publications) {
            if (!publications.isEmpty()) {
                told.add(publications);
                throw new StackOverflowError("A listener with a bug");
            }
        }

        @Override
        public void onGoodbye(Goodbye why) {
            told.add(why);
            throw new StackOverflowError("A listener with a bug");
        }
    }
}
