package live.griot.api.identity;

import java.util.Collection;
import java.util.Optional;
import live.griot.api.id.UserId;

/** The port that keeps a person's words under that person's own key: erasing the key erases the words everywhere. Thread-safe. */
public interface PersonalText {
    /** Returns the text sealed under the author's key, as URL-safe base 64. Throws {@code Refused} when there is no such person. */
    String seal(UserId author, String text);

    /** Returns whether there is such a person, so that what they sealed can be opened. */
    boolean isKept(UserId author);

    /** Fetches the keys of many at once, so that opening what they sealed asks nothing more for a while. */
    void fetchKeys(Collection<UserId> authors);

    /** Returns the text, or empty when the author's key is gone or the sealed text is not theirs. */
    Optional<String> open(UserId author, String sealed);
}
