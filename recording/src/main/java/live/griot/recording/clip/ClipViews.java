package live.griot.recording.clip;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.recording.lifecycle.RecordingRow;
import org.springframework.stereotype.Component;

/** Makes of clips what clients see: names, titles and addresses are joined in. Thread-safe. */
@Component
class ClipViews {
    private final People people;
    private final PersonalText personalText;
    private final PlayedClips played;

    ClipViews(People people, PersonalText personalText, PlayedClips played) {
        this.people = people;
        this.personalText = personalText;
        this.played = played;
    }

    /** Returns one of a recording. */
    ClipView of(ClipRow row, RecordingRow recording) {
        return of(List.of(row), recording).getFirst();
    }

    /** Returns some of a recording, in the same order. */
    List<ClipView> of(List<ClipRow> rows, RecordingRow recording) {
        Map<UserId, Person> makers = people.named(rows.stream().map(ClipRow::by).collect(Collectors.toSet()));
        personalText.fetchKeys(rows.stream().map(row -> row.title().by()).collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> view(row, Objects.requireNonNull(makers.get(row.by())), recording))
                .toList();
    }

    private ClipView view(ClipRow row, Person by, RecordingRow recording) {
        return new ClipView(
                row.id(),
                row.recording(),
                recording.session(),
                by,
                row.title().open(personalText),
                row.from(),
                row.to(),
                row.to().minus(row.from()),
                row.createdAt(),
                played.of(row, recording),
                "/clips/" + row.id());
    }
}
