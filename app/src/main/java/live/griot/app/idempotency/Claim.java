package live.griot.app.idempotency;

import com.github.f4b6a3.ulid.Ulid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The right to handle one keyed request, held by one attempt. It knows which commands an earlier attempt has brought to disk, and
 * makes the ids of that attempt again. Owned by the request's thread.
 */
final class Claim {
    /** The claim of the request that this thread handles; not bound where the request carries no key. */
    static final ScopedValue<Claim> CURRENT = ScopedValue.newInstance();

    private final ClaimKey key;
    private final String owner;
    private final long claimedAtMillis;
    private final byte[] seed;
    private final List<String> done;
    private int passed;
    private int made;

    /**
     * A claim that was just stored.
     *
     * @param owner names this attempt among all attempts of all nodes
     * @param claimedAtMillis when the first attempt that stored something began, since 1970
     * @param seed 32 secret bytes from which ids are derived
     * @param done the commands that earlier attempts brought to disk, in order
     */
    Claim(ClaimKey key, String owner, long claimedAtMillis, byte[] seed, List<String> done) {
        this.key = key;
        this.owner = owner;
        this.claimedAtMillis = claimedAtMillis;
        this.seed = seed.clone();
        this.done = new ArrayList<>(done);
    }

    ClaimKey key() {
        return key;
    }

    String owner() {
        return owner;
    }

    /** Returns the command that an earlier attempt brought to disk at this point, or empty when it came no further. */
    Optional<String> doneBefore() {
        return passed < done.size() ? Optional.of(done.get(passed)) : Optional.empty();
    }

    /** Goes past a command that an earlier attempt brought to disk. */
    void pass() {
        passed++;
    }

    /** Returns all commands on disk once that one is, too. */
    List<String> doneWith(String step) {
        List<String> all = new ArrayList<>(done);
        all.add(step);
        return all;
    }

    /** Remembers a command that is on disk. */
    void did(String step) {
        done.add(step);
        passed++;
    }

    /** Returns this attempt's next id: the same as the one that an earlier attempt was given at this point. */
    String nextId() {
        return new Ulid(claimedAtMillis, Arrays.copyOf(next("id"), Ulid.RANDOM_BYTES)).toString();
    }

    /** Returns this attempt's next secret, up to 32 bytes: the same as an earlier attempt was given at this point. */
    byte[] nextSecret(int bytes) {
        return Arrays.copyOf(next("secret"), bytes);
    }

    private byte[] next(String purpose) {
        String point = purpose + " " + made++;
        return Keyed.hash(seed, point.getBytes(StandardCharsets.US_ASCII));
    }
}
