package live.griot.identity.openid;

import com.github.f4b6a3.ulid.UlidCreator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.text.VisibleText;
import live.griot.identity.account.Accounts;
import live.griot.identity.credential.Registrations;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.oauth2.core.oidc.StandardClaimAccessor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Makes an account, without a password, for who comes from a provider for the first time. Thread-safe. */
@Component
class FirstSignIn {
    private static final int MOST_TRIES = 20;
    private static final int NUMBERED = 10;
    private static final int MAX_BASE = 22;
    private static final VisibleText NAME = new VisibleText(VisibleText.NAME, 1, false);

    private final Accounts accounts;
    private final Registrations registrations;
    private final LinkedIdentities identities;
    private final TransactionOperations transactions;

    FirstSignIn(
            Accounts accounts,
            Registrations registrations,
            LinkedIdentities identities,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.registrations = registrations;
        this.identities = identities;
        this.transactions = transactions;
    }

    /**
     * Makes the account with its identity, both or neither, where new people are let in without a code and never with an admin's handle. Throws
     * {@code Refused} as {@link Registrations#create} does. Of two at once with one identity the second gets the first's.
     */
    Person makeAccount(String identity, String provider, StandardClaimAccessor claims) {
        String base = base(claims);
        String name = displayName(claims, base);
        for (int tried = 1; tried <= MOST_TRIES; tried++) {
            String handle = candidate(base, tried);
            try {
                return Objects.requireNonNull(transactions.execute(transaction -> {
                    Person made = registrations.create(handle, name, null, null, null);
                    identities.add(identity, made.id(), provider);
                    return made;
                }));
            } catch (DuplicateKeyException atOnce) {
                Optional<UserId> owner = identities.owner(identity);
                return owner.flatMap(accounts::find).orElseThrow(() -> atOnce);
            } catch (Refused no) {
                if (no.code() != RefusalCode.HANDLE_TAKEN) {
                    throw no;
                }
            }
        }
        throw new Refused(RefusalCode.HANDLE_TAKEN, "No handle like this is free");
    }

    private static String candidate(String base, int tried) {
        if (tried == 1) {
            return base;
        }
        String random = UlidCreator.getUlid().toLowerCase();
        return tried < NUMBERED ? base + tried : base + "_" + random.substring(random.length() - 7);
    }

    /** Returns what a handle may begin with: of the name that the provider knows, or of the address, what the rule for handles lets in. */
    static String base(StandardClaimAccessor claims) {
        return Stream.of(claims.getPreferredUsername(), claims.getEmail(), claims.getFullName())
                .filter(Objects::nonNull)
                .map(FirstSignIn::lettersOf)
                .filter(letters -> letters.length() >= 3)
                .findFirst()
                .orElse("person");
    }

    private static String lettersOf(String told) {
        String local = told.contains("@") ? told.substring(0, told.indexOf('@')) : told;
        String plain = Normalizer.normalize(local.substring(0, Math.min(local.length(), 100)), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "_");
        String cut = plain.substring(0, Math.min(plain.length(), MAX_BASE));
        return cut.replaceAll("^_+|_+$", "");
    }

    /** Returns the provider's name of the person where the rule for names lets it in, else the handle. */
    static String displayName(StandardClaimAccessor claims, String base) {
        @Nullable String told = claims.getFullName();
        String name = told == null ? "" : VisibleText.trimmed(told);
        return NAME.problemOf(name).isEmpty() ? name : base;
    }
}
