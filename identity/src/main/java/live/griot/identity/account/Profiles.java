package live.griot.identity.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who somebody is, as it is stored: sealed under their own key, so that it goes with the key. Thread-safe.
 */
@Component
class Profiles {
    /** What a query selects for {@link #read}. */
    static final String COLUMNS = "id, sealed_profile, avatar_url";

    private final PersonalText personalText;
    private final JsonMapper json;

    Profiles(PersonalText personalText, JsonMapper json) {
        this.personalText = personalText;
        this.json = json;
    }

    /** What is sealed. */
    record Profile(String handle, String displayName) {}

    /** A row of {@link #COLUMNS}; nothing is sealed of who was erased. */
    record Row(UserId id, @Nullable String sealed, @Nullable String avatarUrl) {}

    /** Seals under the person's key, which must be there. */
    String seal(UserId id, String handle, String displayName) {
        return personalText.seal(id, json.writeValueAsString(new Profile(handle, displayName)));
    }

    /** Returns the person of a row, or empty when they were erased. */
    Optional<Person> open(Row row) {
        return Optional.ofNullable(row.sealed())
                .flatMap(stored -> personalText.open(row.id(), stored))
                .map(text -> json.readValue(text, Profile.class))
                .map(profile -> new Person(row.id(), profile.handle(), profile.displayName(), row.avatarUrl()));
    }

    static Row read(ResultSet row, int index) throws SQLException {
        return new Row(new UserId(row.getString("id")), row.getString("sealed_profile"), row.getString("avatar_url"));
    }
}
