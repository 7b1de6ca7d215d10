package live.griot.recording.lifecycle;

import java.util.List;
import java.util.Optional;
import live.griot.api.card.PageCard;
import live.griot.api.card.PageCards;
import live.griot.api.id.RecordingId;
import live.griot.api.session.Visibility;
import org.springframework.stereotype.Component;

/** The cards of public recordings. Thread-safe. */
@Component
public class RecordingCards implements PageCards {
    private final RecordingBorder border;
    private final RecordingViews views;

    RecordingCards(RecordingBorder border, RecordingViews views) {
        this.border = border;
        this.views = views;
    }

    @Override
    public String under() {
        return "recordings";
    }

    @Override
    public Optional<PageCard> of(String id) {
        return of(new RecordingId(id));
    }

    /** Returns that of a recording; empty where it is not public, or there is none. */
    public Optional<PageCard> of(RecordingId id) {
        return border.find(id)
                .filter(row -> row.visibility() == Visibility.PUBLIC)
                .map(row -> views.of(List.of(row)).getFirst())
                .map(view -> new PageCard(
                        view.title(), view.description(), view.host().displayName(), view.posterUrl()));
    }
}
