package live.griot.chat.moderation;

import java.util.Optional;

/** What those who keep order do, and admins, and what each of it undoes. */
enum Action {
    PERSON_REMOVED,
    PERSON_BANNED,
    BAN_LIFTED(PERSON_BANNED),
    PERSON_MUTED,
    MUTE_LIFTED(PERSON_MUTED),
    MODERATOR_NAMED,
    MODERATOR_DISMISSED(MODERATOR_NAMED),
    DEVICES_SWITCHED_OFF,
    MESSAGE_DELETED,
    MESSAGE_PINNED,
    MESSAGE_UNPINNED(MESSAGE_PINNED),
    CHAT_CHANGED,
    /** An admin ended the session. */
    SESSION_ENDED,
    /** An admin has banned somebody across sessions, who was put out of this one. */
    PERSON_EXCLUDED;

    @SuppressWarnings("ImmutableEnumChecker") // An Optional of an enum never changes.
    private final Optional<Action> undone;

    Action() {
        this.undone = Optional.empty();
    }

    Action(Action undone) {
        this.undone = Optional.of(undone);
    }

    /** Returns whether this is done by admins, as such, and by nobody else. */
    boolean isByAdmin() {
        return this == SESSION_ENDED || this == PERSON_EXCLUDED;
    }

    /** Returns what is undone by this, or empty when nothing is. */
    Optional<Action> undone() {
        return undone;
    }
}
