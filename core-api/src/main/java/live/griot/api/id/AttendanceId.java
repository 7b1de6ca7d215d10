package live.griot.api.id;

/** Identifies one viewing of one session by one viewer. */
public record AttendanceId(String value) implements Id {
    public AttendanceId {
        IdShape.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
