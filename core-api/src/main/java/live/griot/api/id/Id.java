package live.griot.api.id;

/** An identifier. {@code toString()} is the bare value, because the event store keys aggregates by it. */
public interface Id {
    /** Returns the bare value: 26 characters of Crockford base 32 (a ULID), or another URL-safe string of at most 64 without small letters. */
    String value();
}
