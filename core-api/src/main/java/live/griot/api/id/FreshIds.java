package live.griot.api.id;

/**
 * The port through which whatever an answer names is made: ids, and codes that nobody may guess. A request that carries an {@code
 * Idempotency-Key} gets the same ones in the same order when it is tried again after the program was killed, so that the second
 * attempt speaks of what the first one stored. Thread-safe.
 */
public interface FreshIds {
    /** The most bytes that {@link #secret} gives at once. */
    int MAX_SECRET_BYTES = 32;

    /** Returns a new id: 26 characters of Crockford base 32 (a ULID), ordered by time to the millisecond. */
    String next();

    /**
     * Returns unguessable bytes for a code that an answer tells.
     *
     * @param bytes how many, 1 to {@link #MAX_SECRET_BYTES}; others throw {@link IllegalArgumentException}
     */
    byte[] secret(int bytes);
}
