package live.griot.unmarked;

/** Breaks the rule that every package says what may be null: this one has no {@code package-info}. */
public record Unmarked() {}
