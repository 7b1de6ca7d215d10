package live.griot.chat.moderation;

import java.util.Optional;

/** What those who keep order do, and what each of it undoes. */
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
    CHAT_CHANGED;

    @SuppressWarnings("ImmutableEnumChecker") // An Optional of an enum never changes.
    private final Optional<Action> undone;

    Action() {
        this.undone = Optional.empty();
    }

    Action(Action undone) {
        this.undone = Optional.of(undone);
    }

    /** Returns what is undone by this, or empty when nothing is. */
    Optional<Action> undone() {
        return undone;
    }
}
