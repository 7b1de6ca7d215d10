package live.griot.edge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import live.griot.edge.sfu.TrackSource;
import org.junit.jupiter.api.Test;

/** Whose picture and sound a player of the whole session gets. */
class ProgrammeTest {
    private static final Router ROUTER = Transports.router();
    private final Programme programme = new Programme();
    private final List<Publication> awa = publications("awa", TrackSource.CAMERA, TrackSource.MICROPHONE);
    private final List<Publication> moussa = publications("moussa", TrackSource.CAMERA, TrackSource.MICROPHONE);
    private final List<Publication> ines = publications("ines", TrackSource.MICROPHONE);

    @Test
    void the_leader_is_seen_and_heard_while_nobody_speaks_else_who_publishes_first() {
        assertThat(programme.choose(of(moussa, awa))).isTrue();
        shows(moussa.get(0), moussa.get(1));

        programme.lead("awa");
        assertThat(programme.choose(of(moussa, awa))).isTrue();
        shows(awa.get(0), awa.get(1));
        assertThat(programme.choose(of(moussa, awa))).isFalse();
    }

    @Test
    void who_speaks_is_seen_and_heard_and_the_leader_again_when_they_have_gone() {
        programme.lead("awa");
        programme.speaks("moussa");
        programme.choose(of(awa, moussa));
        shows(moussa.get(0), moussa.get(1));

        programme.speaks(null);
        programme.choose(of(awa));
        shows(awa.get(0), awa.get(1));
    }

    @Test
    void who_speaks_without_a_picture_is_heard_and_the_picture_stays() {
        programme.lead("awa");
        programme.speaks("moussa");
        programme.choose(of(awa, moussa, ines));

        programme.speaks("ines");
        programme.choose(of(awa, moussa, ines));

        shows(moussa.get(0), ines.get(0));
    }

    @Test
    void a_shared_screen_is_shown_rather_than_its_owners_face() {
        List<Publication> shares = publications("awa", TrackSource.CAMERA, TrackSource.SCREEN, TrackSource.MICROPHONE);
        programme.lead("awa");
        programme.choose(of(moussa, shares));

        shows(shares.get(1), shares.get(2));
    }

    @Test
    void what_is_switched_off_is_not_chosen() {
        programme.lead("awa");
        awa.forEach(publication -> publication.permit(false));
        programme.choose(of(awa, moussa));

        shows(moussa.get(0), moussa.get(1));
    }

    @Test
    void nothing_is_shown_when_nothing_is_published() {
        programme.choose(of(awa));
        assertThat(programme.choose(List.of())).isTrue();

        assertThat(programme.picture()).isNull();
        assertThat(programme.sound()).isNull();
    }

    private void shows(Publication picture, Publication sound) {
        assertThat(programme.picture()).isSameAs(picture);
        assertThat(programme.sound()).isSameAs(sound);
    }

    @SafeVarargs
    private static List<Publication> of(List<Publication>... people) {
        return Stream.of(people).flatMap(List::stream).toList();
    }

    private static List<Publication> publications(String participant, TrackSource... sources) {
        return Transports.publisher(ROUTER, participant, sources).publications();
    }
}
