package live.griot.app.idempotency;

/** Which calls an {@code Idempotency-Key} means something to: all that change something, on whatever controller. */
final class KeyedCalls {
    private KeyedCalls() {}

    /**
     * Returns whether a POST to that path may carry a key. Accounts are made and signed in to by people who are not yet known, and
     * the edge's credential is a ticket: neither has a user whose key it could be.
     */
    static boolean mayCarryAKey(String path) {
        return path.startsWith("/api/") && !path.startsWith("/api/auth/") && !path.startsWith("/api/edge/");
    }
}
