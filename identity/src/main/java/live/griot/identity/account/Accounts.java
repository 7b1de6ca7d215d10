package live.griot.identity.account;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.personaltext.PersonalKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The accounts, kept in the table {@code account}. Thread-safe. */
@Component
public class Accounts {
    private final JdbcClient db;
    private final TransactionOperations transactions;
    private final PersonalKeys keys;
    private final StoredPeople people;
    private final Clock clock;

    Accounts(JdbcClient db, TransactionOperations transactions, PersonalKeys keys, StoredPeople people, Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.keys = keys;
        this.people = people;
        this.clock = clock;
    }

    /** Makes an account and its personal key. Throws {@code Refused(HANDLE_TAKEN)}. */
    public Person create(String typedHandle, String displayName, String passwordHash) {
        String handle = Handles.canonical(typedHandle);
        if (Handles.isReserved(handle)) {
            throw handleTaken();
        }
        UserId id = new UserId(UlidCreator.getMonotonicUlid().toString());
        try {
            transactions.executeWithoutResult(transaction -> {
                insert(id, handle, displayName, passwordHash);
                keys.create(id);
            });
        } catch (DuplicateKeyException e) {
            throw handleTaken();
        }
        return new Person(id, handle, displayName, null);
    }

    /** Returns the account that signs in with that handle, or empty when nobody does. */
    public Optional<Account> findByHandle(String typedHandle) {
        return db.sql("SELECT id, handle, display_name, avatar_url, password_hash FROM account WHERE handle = :handle")
                .param("handle", Handles.canonical(typedHandle))
                .query((row, index) -> new Account(PersonRow.read(row), row.getString("password_hash")))
                .optional();
    }

    /** Returns the person, or empty when there is no such account or it was erased. */
    public Optional<Person> find(UserId id) {
        return db.sql("SELECT id, handle, display_name, avatar_url FROM account WHERE id = :id AND erased_at IS NULL")
                .param("id", id.value())
                .query((row, index) -> PersonRow.read(row))
                .optional();
    }

    /** Gives a person another name; false when there is no such account or it was erased. */
    boolean rename(UserId id, String displayName) {
        int renamed = db.sql("""
                        UPDATE account SET display_name = :name, search_name = :search
                        WHERE id = :id AND erased_at IS NULL""")
                .param("name", displayName)
                .param("search", folded(displayName))
                .param("id", id.value())
                .update();
        people.forget(id);
        return renamed == 1;
    }

    /** Gives an account another password, by its hash. */
    public void changePassword(UserId id, String passwordHash) {
        db.sql("UPDATE account SET password_hash = :hash WHERE id = :id AND erased_at IS NULL")
                .param("hash", passwordHash)
                .param("id", id.value())
                .update();
    }

    /**
     * Erases the person: name, handle, password and sign-ins, and the key of everything they wrote. The id stays, so that facts
     * about it stay facts. Erasing twice is the same as once.
     */
    void erase(UserId id) {
        transactions.executeWithoutResult(transaction -> {
            db.sql("""
                            UPDATE account SET handle = NULL, display_name = NULL, search_name = NULL,
                              password_hash = NULL, avatar_url = NULL, erased_at = :now
                            WHERE id = :id AND erased_at IS NULL""")
                    .param("now", Micros.of(clock.instant()))
                    .param("id", id.value())
                    .update();
            db.sql("DELETE FROM sign_in WHERE account_id = :id")
                    .param("id", id.value())
                    .update();
            keys.destroy(id);
        });
        keys.forget(id);
        people.forget(id);
    }

    /**
     * Returns up to {@code limit} people whose handle or name begins with what was typed, by handle.
     *
     * @param after the last handle of the page before, or null for the first page
     */
    List<Person> search(String typed, @Nullable String after, int limit) {
        String start = escaped(folded(typed)) + "%";
        return db.sql("""
                        SELECT id, handle, display_name, avatar_url FROM account
                        WHERE handle > :after AND (handle LIKE :start ESCAPE '!' OR search_name LIKE :start ESCAPE '!')
                        ORDER BY handle LIMIT :limit""")
                .param("after", after == null ? "" : after)
                .param("start", start)
                .param("limit", limit)
                .query((row, index) -> PersonRow.read(row))
                .list();
    }

    private void insert(UserId id, String handle, String displayName, String passwordHash) {
        db.sql("""
                        INSERT INTO account (id, handle, display_name, search_name, password_hash, created_at)
                        VALUES (:id, :handle, :name, :search, :hash, :now)""")
                .param("id", id.value())
                .param("handle", handle)
                .param("name", displayName)
                .param("search", folded(displayName))
                .param("hash", passwordHash)
                .param("now", Micros.of(clock.instant()))
                .update();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static Refused handleTaken() {
        return new Refused(RefusalCode.HANDLE_TAKEN, "Somebody else has this handle");
    }
}
