package live.griot.identity.credential;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import live.griot.identity.account.Account;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id (RFC 9106); stored hashes name their algorithm, so that a stronger one can follow. Costs some
 * tens of milliseconds and 16 MiB a time, so no more run at once than there are processors. Thread-safe.
 */
@Component
class Passwords {
    /** Of a password that was thrown away; a hash costs more to make than a start has to spare. Made with what new ones are made with. */
    static final String NOBODYS_HASH =
            "{argon2}$argon2id$v=19$m=16384,t=2,p=1$EfJu81ymkC+jtB/WdBkOPQ$T+Rnqibp2HrEJUPB2M4/lLHD5mFtnmcTmvbaR8OCmYA";

    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            "argon2", Map.of("argon2", Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
    private final Semaphore atOnce = new Semaphore(Runtime.getRuntime().availableProcessors());

    /** Returns the hash to store. */
    String hash(String password) {
        String form = OpaqueString.formOf(password);
        return bounded(() -> encoder.encode(form));
    }

    /** Returns whether the password is the account's; takes as long when there is no account or it has no password, so that time does not tell. */
    boolean matches(String password, Optional<Account> account) {
        @Nullable String own = account.isPresent() ? account.get().passwordHash() : null;
        String hash = own == null ? NOBODYS_HASH : own;
        String form = OpaqueString.formOf(password);
        boolean matches = bounded(() -> encoder.matches(form, hash));
        if (!matches && !form.equals(password)) { // what was hashed as it was typed, before there was a form
            matches = bounded(() -> encoder.matches(password, hash));
        }
        return matches && own != null;
    }

    private <T> T bounded(Supplier<T> work) {
        atOnce.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            atOnce.release();
        }
    }
}
