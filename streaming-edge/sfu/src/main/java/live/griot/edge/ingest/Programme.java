package live.griot.edge.ingest;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.sfu.TrackSource;
import org.jspecify.annotations.Nullable;

/**
 * What a player of the whole session gets: one picture and one sound. They are those of who speaks, else of who leads, else of who
 * publishes first; a screen that is shared is shown rather than its owner's face. Who has no picture to show leaves the one before in
 * place. Not thread-safe: owned by the ingest loop.
 */
final class Programme {
    private static final List<TrackSource> PICTURES = List.of(TrackSource.SCREEN, TrackSource.CAMERA);
    private static final List<TrackSource> SOUNDS = List.of(TrackSource.MICROPHONE, TrackSource.SCREEN_AUDIO);

    private @Nullable String leader;
    private @Nullable String speaker;
    private @Nullable Publication picture;
    private @Nullable Publication sound;

    /** Returns another one with the same leader and speaker, that has chosen nothing yet. */
    Programme likewise() {
        Programme other = new Programme();
        other.leader = leader;
        other.speaker = speaker;
        return other;
    }

    /** Says who leads. */
    void lead(String participant) {
        leader = participant;
    }

    /** Says who speaks, null for nobody yet. */
    void speaks(@Nullable String participant) {
        speaker = participant;
    }

    /** Returns what is shown, or null. */
    @Nullable
    Publication picture() {
        return picture;
    }

    /** Returns what is heard, or null. */
    @Nullable
    Publication sound() {
        return sound;
    }

    /** Returns what is shown as egress sees it, or null. */
    @Nullable
    PublicationView pictureView() {
        return picture == null ? null : picture.view();
    }

    /** Returns what is heard as egress sees it, or null. */
    @Nullable
    PublicationView soundView() {
        return sound == null ? null : sound.view();
    }

    /** Chooses among what is published; returns whether that is another choice than before. */
    boolean choose(List<Publication> published) {
        Publication pictureBefore = picture;
        Publication soundBefore = sound;
        Publication stays = published.stream()
                .filter(one -> one.equals(pictureBefore) && one.isPermitted())
                .findFirst()
                .orElse(null);
        picture = of(published, speaker, PICTURES)
                .or(() -> Optional.ofNullable(speaker == null ? null : stays))
                .or(() -> of(published, leader, PICTURES))
                .or(() -> first(published.stream().filter(Publication::isPermitted), PICTURES))
                .orElse(null);
        sound = of(published, speaker, SOUNDS)
                .or(() -> of(published, leader, SOUNDS))
                .or(() -> first(published.stream().filter(Publication::isPermitted), SOUNDS))
                .orElse(null);
        return !Objects.equals(picture, pictureBefore) || !Objects.equals(sound, soundBefore);
    }

    private static Optional<Publication> of(
            List<Publication> published, @Nullable String participant, List<TrackSource> sources) {
        Predicate<Publication> isTheirs = one -> one.participant().equals(participant) && one.isPermitted();
        return first(published.stream().filter(isTheirs), sources);
    }

    /** Returns the first of the best source. */
    private static Optional<Publication> first(Stream<Publication> some, List<TrackSource> sources) {
        List<Publication> candidates = some.toList();
        return sources.stream()
                .flatMap(source -> candidates.stream().filter(one -> one.source() == source))
                .findFirst();
    }
}
