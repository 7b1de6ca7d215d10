package live.griot.recording.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.api.session.SessionView;
import live.griot.api.session.Sessions;
import live.griot.api.session.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of recordings what clients see: names, titles and addresses are joined in. Thread-safe. */
@Component
public class RecordingViews {
    /** What the picture of a recording's page is called among what is made of it. */
    public static final String POSTER = "poster.jpg";

    private final Sessions sessions;
    private final People people;
    private final PersonalText personalText;
    private final RunningRecordings running;
    private final PlayAddresses addresses;
    private final RecordedTracks tracks;
    private final MadeOfRecordings made;
    private final RecordingLimits limits;

    RecordingViews(
            Sessions sessions,
            People people,
            PersonalText personalText,
            RunningRecordings running,
            PlayAddresses addresses,
            RecordedTracks tracks,
            MadeOfRecordings made,
            RecordingLimits limits) {
        this.sessions = sessions;
        this.people = people;
        this.personalText = personalText;
        this.running = running;
        this.addresses = addresses;
        this.tracks = tracks;
        this.made = made;
        this.limits = limits;
    }

    /** Returns one, with its tracks. */
    public RecordingView of(RecordingRow row) {
        return views(List.of(row), true).getFirst();
    }

    /** Returns some, in the same order, without their tracks. */
    List<RecordingView> of(List<RecordingRow> rows) {
        return views(rows, false);
    }

    /** Returns one that begins with its session. */
    RecordingView of(SessionView session, Recordings.Plan plan) {
        return new RecordingView(
                plan.id(),
                session.id(),
                session.host(),
                session.title(),
                session.description(),
                RecordingState.PLANNED,
                null,
                null,
                Duration.ZERO,
                0,
                session.visibility(),
                null,
                null,
                List.of(),
                List.of(),
                null,
                null);
    }

    private List<RecordingView> views(List<RecordingRow> rows, boolean withTracks) {
        Map<UserId, Person> hosts =
                people.named(rows.stream().map(RecordingRow::host).collect(Collectors.toSet()));
        Map<SessionId, SessionView> of =
                sessions(rows.stream().map(RecordingRow::session).collect(Collectors.toSet()));
        Map<RecordingId, List<RecordingView.Rendition>> renditions =
                made.of(rows.stream().map(RecordingRow::id).toList());
        return rows.stream()
                .map(row -> view(
                        row,
                        Objects.requireNonNull(hosts.get(row.host())),
                        of,
                        renditions.getOrDefault(row.id(), List.of()),
                        withTracks))
                .toList();
    }

    private Map<SessionId, SessionView> sessions(Collection<SessionId> ids) {
        return sessions.views(ids).stream().collect(Collectors.toMap(SessionView::id, session -> session));
    }

    private @Nullable Instant expires(RecordingRow row) {
        Duration kept = limits.keepFor();
        return kept == null || row.finishedAt() == null
                ? null
                : row.finishedAt().plus(kept);
    }

    private @Nullable String poster(RecordingRow row, List<RecordingView.Rendition> renditions) {
        return renditions.stream()
                        .anyMatch(one -> one.kind().equals(RecordingView.Rendition.THUMBNAILS) && one.isThere())
                ? addresses.made(row, POSTER)
                : null;
    }

    private RecordingView view(
            RecordingRow row,
            Person host,
            Map<SessionId, SessionView> of,
            List<RecordingView.Rendition> renditions,
            boolean withTracks) {
        // A recording that all may see has nothing of what its session is called since that is private.
        Optional<SessionView> session = Optional.ofNullable(of.get(row.session()))
                .filter(one -> row.visibility() == Visibility.PRIVATE || one.visibility() == Visibility.PUBLIC);
        Optional<RunningRecordings.Progress> progress = running.progress(row.id());
        RecordingId id = row.id();
        return new RecordingView(
                id,
                row.session(),
                host,
                row.title() == null
                        ? session.map(SessionView::title).orElse("")
                        : row.title().open(personalText),
                row.description() == null
                        ? session.map(SessionView::description).orElse("")
                        : row.description().open(personalText),
                row.state(),
                row.reason(),
                row.startedAt(),
                progress.map(RunningRecordings.Progress::duration).orElse(row.duration()),
                progress.map(RunningRecordings.Progress::bytes).orElse(row.bytes()),
                row.visibility(),
                addresses.of(row),
                poster(row, renditions),
                withTracks ? tracks.of(id) : List.of(),
                renditions,
                expires(row),
                progress.map(RunningRecordings.Progress::trouble).orElse(null));
    }
}
