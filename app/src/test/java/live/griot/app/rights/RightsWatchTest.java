package live.griot.app.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.identity.SignInsEnded;
import live.griot.api.rights.EndedRights;
import live.griot.api.rights.Ending;
import live.griot.api.rights.RightsEnd;
import live.griot.api.rights.RightsHolder;
import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.Test;

/** One who cannot close what they keep open leaves the others to close theirs. */
@BesideOthers
class RightsWatchTest {
    private static final SignInsEnded EVENT =
            new SignInsEnded(new UserId("AWA"), Set.of(new SignInId("PHONE")), Ending.LOG_OUT, Instant.EPOCH);

    private final List<RightsEnd> told = new ArrayList<>();

    @Test
    void all_are_told_whoever_fails_and_what_failed_first_is_thrown_so_that_they_are_told_again() {
        RightsWatch watch = watch(
                end -> {
                    throw new IllegalStateException("the first");
                },
                told::add,
                end -> {
                    throw new IllegalStateException("the second");
                },
                told::add);

        assertThatThrownBy(() -> watch.on(EVENT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the first")
                .satisfies(first -> assertThat(first.getSuppressed()).hasSize(1));

        assertThat(told).hasSize(2);
    }

    private static RightsWatch watch(RightsHolder... holders) {
        EndedRights ended = new EndedRights(Clock.systemUTC(), Duration.ofMinutes(16));
        return new RightsWatch(ended, List.of(holders), new SimpleMeterRegistry());
    }
}
