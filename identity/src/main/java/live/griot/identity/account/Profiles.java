package live.griot.identity.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.identity.avatar.AvatarAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who somebody is, as it is stored: sealed under their own key, so that it goes with the key. Thread-safe.
 */
@Component
class Profiles {
    /** What a query selects for {@link #read}. */
    static final String COLUMNS = "id, sealed_profile, avatar_version";

    private final PersonalText personalText;
    private final JsonMapper json;

    Profiles(PersonalText personalText, JsonMapper json) {
        this.personalText = personalText;
        this.json = json;
    }

    /** What is sealed; of an earlier version, handle and name alone. */
    record Profile(
            String handle,
            String displayName,
            @Nullable String bio,
            List<String> links,
            @Nullable String language,
            @Nullable String email) {
        @JsonCreator
        static Profile read(
                @JsonProperty("handle") String handle,
                @JsonProperty("displayName") String displayName,
                @JsonProperty("bio") @Nullable String bio,
                @JsonProperty("links") @Nullable List<String> links,
                @JsonProperty("language") @Nullable String language,
                @JsonProperty("email") @Nullable String email) {
            return new Profile(handle, displayName, bio, links == null ? List.of() : links, language, email);
        }

        static Profile of(String handle, String displayName) {
            return new Profile(handle, displayName, null, List.of(), null, null);
        }
    }

    /** A row of {@link #COLUMNS}; nothing is sealed of who was erased. */
    record Row(UserId id, @Nullable String sealed, @Nullable String avatarVersion) {}

    /** Seals under the person's key, which must be there. */
    String seal(UserId id, String handle, String displayName) {
        return seal(id, Profile.of(handle, displayName));
    }

    /** Seals under the person's key, which must be there. */
    String seal(UserId id, Profile profile) {
        return personalText.seal(id, json.writeValueAsString(profile));
    }

    /** Returns the person of a row, or empty when they were erased. */
    Optional<Person> open(Row row) {
        return profile(row)
                .map(profile -> new Person(
                        row.id(),
                        profile.handle(),
                        profile.displayName(),
                        AvatarAddress.of(row.id(), row.avatarVersion())));
    }

    /** Returns all that is sealed in a row, or empty when the person was erased. */
    Optional<Profile> profile(Row row) {
        return Optional.ofNullable(row.sealed())
                .flatMap(stored -> personalText.open(row.id(), stored))
                .map(text -> json.readValue(text, Profile.class));
    }

    static Row read(ResultSet row, int index) throws SQLException {
        return new Row(
                new UserId(row.getString("id")), row.getString("sealed_profile"), row.getString("avatar_version"));
    }
}
