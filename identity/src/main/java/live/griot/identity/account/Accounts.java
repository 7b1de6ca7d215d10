package live.griot.identity.account;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.avatar.AvatarAddress;
import live.griot.identity.avatar.Avatars;
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
    private final Profiles profiles;
    private final TakenHandles handles;
    private final PeopleIndex index;
    private final StoredPeople people;
    private final Avatars avatars;
    private final Clock clock;

    /** Comes after {@code allSealed}, which leaves nobody in clear. */
    @SuppressWarnings("unused")
    Accounts(
            JdbcClient db,
            TransactionOperations transactions,
            ClearAccounts allSealed,
            PersonalKeys keys,
            Profiles profiles,
            TakenHandles handles,
            PeopleIndex index,
            StoredPeople people,
            Avatars avatars,
            Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.keys = keys;
        this.profiles = profiles;
        this.handles = handles;
        this.index = index;
        this.people = people;
        this.avatars = avatars;
        this.clock = clock;
    }

    /**
     * Makes an account and its personal key. Throws {@code Refused(HANDLE_TAKEN)}, also where the handle looks like another's, or was that of
     * somebody who was erased not long ago.
     *
     * @param passwordHash null where there is no password until one is set: no password is right then
     */
    public Person create(String typedHandle, String displayName, @Nullable String passwordHash) {
        String handle = Handles.canonical(typedHandle);
        if (Handles.isReserved(handle)) {
            throw handleTaken();
        }
        UserId id = new UserId(UlidCreator.getMonotonicUlid().toString());
        try {
            transactions.executeWithoutResult(transaction -> {
                keys.create(id);
                insert(id, handle, displayName, passwordHash);
                // After the insert, which waits for whoever erases the one before at this moment.
                if (handles.isKept(handle, clock.instant())) {
                    throw handleTaken();
                }
            });
        } catch (DuplicateKeyException e) {
            throw handleTaken();
        }
        return new Person(id, handle, displayName, AvatarAddress.of(id, null));
    }

    /** Returns the account that signs in with that handle, or empty when nobody does. */
    public Optional<Account> findByHandle(String typedHandle) {
        return db.sql("SELECT " + Profiles.COLUMNS + ", password_hash FROM account WHERE handle_hash = :hash")
                .param("hash", handles.hash(Handles.canonical(typedHandle)))
                .query((row, number) -> {
                    String passwordHash = row.getString("password_hash");
                    return profiles.open(Profiles.read(row, number)).map(person -> new Account(person, passwordHash));
                })
                .optional()
                .flatMap(found -> found);
    }

    /** Returns the person, or empty when there is no such account or it was erased. */
    public Optional<Person> find(UserId id) {
        return db.sql("SELECT " + Profiles.COLUMNS + " FROM account WHERE id = :id AND erased_at IS NULL")
                .param("id", id.value())
                .query(Profiles::read)
                .optional()
                .flatMap(profiles::open);
    }

    /** Returns somebody with all that they say of themselves, or empty when there is no such account or it was erased. */
    Optional<Me> me(UserId id) {
        return row(id, "").flatMap(this::me);
    }

    /** Changes what somebody says of themselves, and returns it; empty when there is no such account or it was erased. */
    Optional<Me> change(UserId id, ProfileChange change) {
        Optional<Me> changed = Objects.requireNonNull(transactions.execute(transaction -> row(id, " FOR UPDATE")
                .flatMap(row -> profiles.profile(row).map(before -> {
                    Profiles.Profile after = change.of(before);
                    db.sql("UPDATE account SET sealed_profile = :profile, changed_at = :now WHERE id = :id")
                            .param("profile", profiles.seal(id, after))
                            .param("now", Micros.of(clock.instant()))
                            .param("id", id.value())
                            .update();
                    return Me.of(profiles.open(row).orElseThrow(), after);
                }))));
        people.forget(id);
        return changed;
    }

    /** Where somebody is written to, and in which language, or null. */
    public record Contact(
            String handle, String email, @Nullable String language) {}

    /** Returns where somebody is written to, or empty when they left no address. */
    public Optional<Contact> contact(UserId id) {
        return me(id).flatMap(person -> Optional.ofNullable(person.email())
                .map(email -> new Contact(person.handle(), email, person.language())));
    }

    private Optional<Me> me(Profiles.Row row) {
        return profiles.profile(row).map(profile -> Me.of(profiles.open(row).orElseThrow(), profile));
    }

    private Optional<Profiles.Row> row(UserId id, String lock) {
        return db.sql("SELECT " + Profiles.COLUMNS + " FROM account WHERE id = :id AND erased_at IS NULL" + lock)
                .param("id", id.value())
                .query(Profiles::read)
                .optional();
    }

    /** Gives a person another picture, or none for null; false when there is no such account or it was erased. */
    public boolean picture(UserId id, byte @Nullable [] picture) {
        boolean changed = Boolean.TRUE.equals(transactions.execute(transaction -> {
            if (find(id).isEmpty()) {
                return false;
            }
            String version = null;
            if (picture == null) {
                avatars.remove(id);
            } else {
                version = avatars.store(id, picture);
            }
            return db.sql("""
                            UPDATE account SET avatar_version = :version, changed_at = :now
                            WHERE id = :id AND erased_at IS NULL""")
                            .param("version", version)
                            .param("now", Micros.of(clock.instant()))
                            .param("id", id.value())
                            .update()
                    == 1;
        }));
        people.forget(id);
        return changed;
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
     * about it stay facts. When this returns, nothing that is stored opens any of it. Erasing twice is the same as once.
     */
    void erase(UserId id) {
        eraseRow(id);
        keys.destroy(id);
        people.forget(id);
    }

    /** The first step: who is killed after it is erased, and the next start destroys the key. */
    void eraseRow(UserId id) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(transaction -> {
            handles.keep(id.value(), now);
            db.sql("""
                            UPDATE account SET handle_hash = NULL, look_hash = NULL, sealed_profile = NULL,
                              password_hash = NULL, avatar_version = NULL, erased_at = :now, changed_at = :now
                            WHERE id = :id AND erased_at IS NULL""").param("now", Micros.of(now)).param("id", id.value()).update();
            db.sql("DELETE FROM sign_in WHERE account_id = :id")
                    .param("id", id.value())
                    .update();
            avatars.remove(id);
            for (String table : List.of("reset_code", "suspension", "linked_identity", "passkey")) {
                db.sql("DELETE FROM " + table + " WHERE account_id = :id")
                        .param("id", id.value())
                        .update();
            }
            keys.condemn(id);
        });
    }

    /**
     * Returns up to {@code limit} people whose handle or name begins with what was typed, by handle.
     *
     * @param after the last handle of the page before, or null for the first page
     */
    List<Person> search(String typed, @Nullable String after, int limit) {
        List<Person> found = index.search(typed, after, limit);
        return found.isEmpty() && after == null && index.isFull()
                ? findByHandle(typed).map(Account::person).stream().toList()
                : found;
    }

    private void insert(UserId id, String handle, String displayName, @Nullable String passwordHash) {
        db.sql("""
                        INSERT INTO account (id, handle_hash, look_hash, sealed_profile, password_hash, created_at, changed_at)
                        VALUES (:id, :handle, :look, :profile, :hash, :now, :now)""")
                .param("id", id.value())
                .param("handle", handles.hash(handle))
                .param("look", handles.lookHash(handle))
                .param("profile", profiles.seal(id, handle, displayName))
                .param("hash", passwordHash)
                .param("now", Micros.of(clock.instant()))
                .update();
    }

    private static Refused handleTaken() {
        return new Refused(RefusalCode.HANDLE_TAKEN, "Somebody else has this handle");
    }
}
