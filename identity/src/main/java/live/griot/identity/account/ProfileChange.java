package live.griot.identity.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import live.griot.api.text.Visible;
import live.griot.api.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * What somebody changes about themselves; null leaves it, an empty text or list takes it away.
 *
 * @param displayName 1 to 60 characters that can be seen, after trimming
 * @param bio up to 500 characters in ten lines
 * @param links up to five web addresses
 * @param language a tag of BCP 47, {@code sw} or {@code fr-CA}
 * @param email an address that mail can be sent to
 */
record ProfileChange(
        @Nullable @Visible(max = VisibleText.NAME) String displayName,

        @Nullable @Visible(max = 500, lines = 10, orNothing = true)
        String bio,

        @Nullable @Size(max = 5)
        List<
                        @NotNull @Size(max = 200)
                        @Pattern(
                                regexp = "https?://[^\\s\\p{Cntrl}/?#@]+([/?#][\\x21-\\x7E]*)?",
                                message = "must be a web address")
                        @Visible(max = 200) String>
                links,

        @Nullable
        @Pattern(regexp = "([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4})?", message = "must be the tag of a language")
        String language,

        @Nullable @Email @Size(max = 254) String email) {
    ProfileChange {
        displayName = displayName == null ? null : VisibleText.trimmed(displayName);
        bio = bio == null ? null : VisibleText.trimmed(bio);
        email = email == null ? null : email.strip();
    }

    static ProfileChange named(String displayName) {
        return new ProfileChange(displayName, null, null, null, null);
    }

    /** Returns the profile with what is changed. */
    Profiles.Profile of(Profiles.Profile before) {
        return new Profiles.Profile(
                before.handle(),
                displayName == null ? before.displayName() : displayName,
                changed(before.bio(), bio),
                links == null ? before.links() : links,
                changed(before.language(), language),
                changed(before.email(), email));
    }

    private static @Nullable String changed(@Nullable String before, @Nullable String after) {
        if (after == null) {
            return before;
        }
        return after.isEmpty() ? null : after;
    }
}
