package live.griot.identity.account;

import java.util.List;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import org.jspecify.annotations.Nullable;

/**
 * A person as they see themselves: the contract's {@code user}, and what they say of themselves.
 *
 * @param bio some lines, or null
 * @param links web addresses, in their order
 * @param language the tag (BCP 47) of the one that they are written to in, or null
 * @param email where a forgotten password is mailed to, seen by nobody else, or null
 * @param admin whether they are one of those who run this installation
 */
record Me(
        UserId id,
        String handle,
        String displayName,
        @Nullable String avatarUrl,
        @Nullable String bio,
        List<String> links,
        @Nullable String language,
        @Nullable String email,
        boolean admin) {
    static Me of(Person person, Profiles.Profile profile) {
        return new Me(
                person.id(),
                profile.handle(),
                profile.displayName(),
                person.avatarUrl(),
                profile.bio(),
                profile.links(),
                profile.language(),
                profile.email(),
                false);
    }

    /** Returns the same person, who is an admin or is not. */
    Me withAdmin(boolean isAdmin) {
        return new Me(id, handle, displayName, avatarUrl, bio, links, language, email, isAdmin);
    }
}
