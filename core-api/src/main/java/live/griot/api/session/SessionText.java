package live.griot.api.session;

import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;

/**
 * A title or a description as it is stored: words of the host who wrote them, gone with that person.
 *
 * @param by who wrote them
 * @param text the words under their author's key; in clear where they were stored before titles were sealed
 * @param sealed whether they are under the key
 */
public record SessionText(UserId by, String text, boolean sealed) {
    /** Seals words under their author's key. Throws {@code Refused} when there is no such person. */
    public static SessionText sealed(UserId by, String words, PersonalText personalText) {
        return new SessionText(by, personalText.seal(by, words), true);
    }

    /** Returns the words, or nothing when who wrote them was erased. */
    public String open(PersonalText personalText) {
        if (sealed) {
            return personalText.open(by, text).orElse("");
        }
        return personalText.isKept(by) ? text : "";
    }
}
