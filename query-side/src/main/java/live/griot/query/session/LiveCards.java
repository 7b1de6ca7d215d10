package live.griot.query.session;

import java.util.Optional;
import live.griot.api.card.PageCard;
import live.griot.api.card.PageCards;
import live.griot.api.id.SessionId;
import live.griot.api.session.Sessions;
import live.griot.api.session.Visibility;
import org.springframework.stereotype.Component;

/** The cards of public lives, with the small picture of what is live. Thread-safe. */
@Component
class LiveCards implements PageCards {
    private final Sessions sessions;

    LiveCards(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public String under() {
        return "watch";
    }

    @Override
    public Optional<PageCard> of(String id) {
        return sessions.view(new SessionId(id))
                .filter(live -> live.visibility() == Visibility.PUBLIC)
                .map(live -> new PageCard(
                        live.title(), live.description(), live.host().displayName(), live.previewUrl()));
    }
}
