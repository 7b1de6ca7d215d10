package live.griot.identity.account;

import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.identity.TestDatabase;
import live.griot.identity.personaltext.TestPersonalText;

/** Accounts as the version before stored them: handle and name in clear, the key under the one master key. */
final class OldAccount {
    private OldAccount() {}

    static Person make(TestDatabase database, TestPersonalText text, String id, String handle, String name) {
        database.client()
                .sql("INSERT INTO account (id, handle, display_name, search_name, password_hash, created_at)"
                        + " VALUES (:id, :handle, :name, LOWER(:name), '{argon2}hash', 1)")
                .param("id", id)
                .param("handle", handle)
                .param("name", name)
                .update();
        text.keys.create(new UserId(id));
        return new Person(new UserId(id), handle, name, null);
    }

    static String wrappedKeyOf(TestDatabase database, Person person) {
        return database.client()
                .sql("SELECT wrapped_key FROM personal_key WHERE account_id = :id")
                .param("id", person.id().value())
                .query(String.class)
                .single();
    }
}
