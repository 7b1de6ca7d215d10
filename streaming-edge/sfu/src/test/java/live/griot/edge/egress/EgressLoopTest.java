package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import live.griot.edge.handover.EgressCommand;
import live.griot.edge.handover.IngestRequest;
import live.griot.edge.handover.ViewerId;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.srtp.SrtpLibrary;
import live.griot.edge.srtp.SrtpSender;
import org.junit.jupiter.api.Test;

/** In each step of a turn: what fails at one of several viewers ends that one, and the others get in this very turn what is theirs. */
class EgressLoopTest extends EgressLoopFixture {
    @Test
    void writing_a_packet() {
        List<Integer> viewers = subscribed(3, -1);
        sender.broken.add(path(2));

        frame();

        assertEndedAlone(2);
        assertThat(viewers).allMatch(viewer -> sender.count(viewer) == (viewer == 2 ? 1 : 2));
        frame();
        assertThat(sender.count(1)).isEqualTo(3);
        assertThat(sender.count(2)).as("who is let go is not tried again").isEqualTo(1);
        assertEndedAlone(2);
    }

    @Test
    void doing_what_a_viewer_asks() {
        List<Integer> viewers = subscribed(3, -1);
        sender.broken.add(path(2));
        for (int viewer : viewers) {
            tell(viewer, new RtcpWriter().nack(1, ssrc(viewer), new int[] {sender.latest(viewer)}, 1));
        }

        loop.turn();

        assertEndedAlone(2);
        assertThat(sender.count(1)).isEqualTo(2);
        assertThat(sender.count(3)).isEqualTo(2);
    }

    @Test
    void what_is_on_a_timer() {
        subscribed(3, -1);
        sender.broken.add(path(2));
        now += TICK;

        loop.turn();

        assertEndedAlone(2);
        assertThat(sender.reports(1)).isEqualTo(1);
        assertThat(sender.reports(3)).isEqualTo(1);
    }

    @Test
    void going_on_with_a_probe() {
        subscribed(3, TRANSPORT_CC);
        for (int i = 0; i < 2; i++) {
            now += TICK;
            loop.turn();
        }
        assertThat(loop.dueNanos()).as("a probe's next step").isLessThan(now + TICK);
        now = loop.dueNanos();
        int first = sender.count(1);
        int third = sender.count(3);
        sender.broken.add(path(2));

        loop.turn();

        assertEndedAlone(2);
        assertThat(sender.count(1)).isGreaterThan(first);
        assertThat(sender.count(3)).isGreaterThan(third);
    }

    @Test
    void obeying_a_command() {
        add(1);
        add(2);
        codecFailsOnce = true;
        subscribe(2, "c", -1);
        subscribe(1, "c", -1);

        frame();

        assertEndedAlone(2);
        assertThat(sender.count(1)).isEqualTo(1);
    }

    @Test
    void turning_to_another_programme() {
        for (int viewer = 1; viewer <= 3; viewer++) {
            add(viewer);
            queue.command(new EgressCommand.Play(new ViewerId(viewer), List.of(rtp(viewer, -1)), null, null));
        }
        loop.turn();
        codecFailsOnce = true;
        queue.command(new EgressCommand.ShowProgramme(LIVE, publication, null));

        frame();

        assertEndedAlone(1);
        assertThat(sender.count(2)).isEqualTo(1);
        assertThat(sender.count(3)).isEqualTo(1);
    }

    @Test
    void even_ending_them() {
        subscribed(1, -1);
        sender.broken.add(path(1));
        tallyFails = true;

        frame();

        assertThat(failures.counts()).containsEntry("VIEWER", 2L);
        assertThat(asked(IngestRequest.EndViewer.class)).hasSize(1);
        assertThat(loop.dueNanos()).as("nobody is there").isEqualTo(EgressLoop.NEVER);
    }

    @Test
    void a_publication_that_is_over_feeds_nobody() {
        subscribed(2, -1);
        queue.command(new EgressCommand.EndPublication(publication));

        frame();

        assertThat(sender.count(1)).isEqualTo(1);
        assertThat(sender.count(2)).isEqualTo(1);
    }

    @Test
    void the_keys_of_who_is_gone_are_gone() {
        SrtpSender early = new SrtpSender(KEY, SrtpLibrary.OPENSSL);
        SrtpSender late = new SrtpSender(KEY, SrtpLibrary.OPENSSL);
        ViewerId gone = new ViewerId(1);
        queue.command(new EgressCommand.AddViewer(gone, LIVE, () -> null, states -> {}, seen -> {}));
        queue.command(new EgressCommand.BeginSending(gone, early, path(1)));
        queue.command(new EgressCommand.RemoveViewer(gone));
        queue.command(new EgressCommand.BeginSending(gone, late, path(1)));

        loop.turn();

        assertThat(List.of(early, late))
                .allSatisfy(key -> assertThatThrownBy(() -> key.sealRtcp(new byte[8], 0, 8, new byte[64], 0))
                        .isInstanceOf(IllegalStateException.class));
    }
}
