package live.griot.identity.credential;

import live.griot.api.refusal.Refused;

/** What a password must be when somebody chooses one. One that was chosen before the rule was made stays good. */
final class ChosenPassword {
    /** The fewest characters. */
    static final int FEWEST = 10;

    /** The most UTF-16 units. */
    static final int MOST = 200;

    /** Fewer guessable parts than that are among the first that are tried. */
    private static final int PARTS = 4;

    private ChosenPassword() {}

    /** Refuses what is too short or among the first that are guessed. Throws {@code Refused(VALIDATION_FAILED)}. */
    static void check(String password, String handle) {
        String form = OpaqueString.formOf(password);
        if (form.codePointCount(0, form.length()) < FEWEST) {
            throw Refused.invalid("password", "must be at least %d characters".formatted(FEWEST));
        }
        if (GuessableParts.fewest(form, handle) < PARTS) {
            throw Refused.invalid("password", "must not be among those that are guessed first");
        }
    }
}
