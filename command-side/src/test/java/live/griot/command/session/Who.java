package live.griot.command.session;

import java.util.Collection;
import java.util.List;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/** Somebody, by what they are in a session when their turn comes; where nobody is that, one of the people around. */
enum Who {
    HOST,
    ON_STAGE,
    MODERATOR,
    HAND_UP,
    BANNED,
    AROUND,
    NOBODY;

    private static final List<UserId> PEOPLE = List.of(
            new UserId("01AWA"),
            new UserId("01MOUSSA"),
            new UserId("01INES"),
            new UserId("01KOFI"),
            new UserId("01LENA"),
            new UserId("01OMAR"),
            new UserId("01ZOE"));

    private static final UserId NO_ACCOUNT = new UserId("01NOBODY");

    /** Returns who it is in the session so far, null where there is no session. */
    UserId in(@Nullable SessionStory session, Choice choice) {
        if (this == NOBODY) {
            return NO_ACCOUNT;
        }
        Collection<UserId> candidates = session == null ? PEOPLE : candidates(session);
        return choice.of(candidates.isEmpty() ? PEOPLE : List.copyOf(candidates));
    }

    private Collection<UserId> candidates(SessionStory session) {
        return switch (this) {
            case HOST -> List.of(session.host);
            case ON_STAGE -> session.onStage.keySet();
            case MODERATOR -> session.moderators;
            case HAND_UP -> session.handsUp;
            case BANNED -> session.banned.keySet();
            case AROUND, NOBODY -> PEOPLE;
        };
    }
}
