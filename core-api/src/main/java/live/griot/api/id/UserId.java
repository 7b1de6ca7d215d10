package live.griot.api.id;

/** Identifies an account. */
public record UserId(String value) implements Id {
    public UserId {
        IdShape.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
