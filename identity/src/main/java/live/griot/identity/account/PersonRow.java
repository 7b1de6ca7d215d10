package live.griot.identity.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;

/** Reads a person from a row with {@code id, handle, display_name, avatar_url}. */
final class PersonRow {
    private PersonRow() {}

    static Person read(ResultSet row) throws SQLException {
        return new Person(
                new UserId(row.getString("id")),
                row.getString("handle"),
                row.getString("display_name"),
                row.getString("avatar_url"));
    }
}
