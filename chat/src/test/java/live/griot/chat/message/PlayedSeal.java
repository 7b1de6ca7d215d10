package live.griot.chat.message;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;

/** Hides the words well enough for a test to see that they are hidden; the real seal is the identity module's. */
final class PlayedSeal implements PersonalText {
    private final Set<UserId> erased;

    /** A seal whose keys of those people are gone. */
    PlayedSeal(Set<UserId> erased) {
        this.erased = erased;
    }

    @Override
    public String seal(UserId author, String text) {
        return author + "." + Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isKept(UserId author) {
        return !erased.contains(author);
    }

    @Override
    public void fetchKeys(Collection<UserId> authors) {
        // All are there.
    }

    @Override
    public Optional<String> open(UserId author, String sealed) {
        String mine = author + ".";
        return erased.contains(author) || !sealed.startsWith(mine)
                ? Optional.empty()
                : Optional.of(new String(
                        Base64.getUrlDecoder().decode(sealed.substring(mine.length())), StandardCharsets.UTF_8));
    }
}
