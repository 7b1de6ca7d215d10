package live.griot.api.id;

/** Identifies a moment's floating reactions, counted together. */
public record ApplauseId(String value) implements Id {
    public ApplauseId {
        IdShape.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
