package live.griot.api.id;

/** Identifies one device's being signed in, from the login to the log-out; it is no secret and lets nobody in. */
public record SignInId(String value) implements Id {
    public SignInId {
        IdShape.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
