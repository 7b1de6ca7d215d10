package live.griot.api.id;

import java.util.regex.Pattern;

/**
 * Identifies a person: an account, or a guest of one session, who has none. A guest's id begins with a letter that no account's begins with,
 * and is another in each session.
 */
public record UserId(String value) implements Id {
    private static final Pattern GUEST = Pattern.compile("G[0-9A-HJKMNP-TV-Z]{26}");

    public UserId {
        IdShape.check(value);
    }

    /** Returns whether it is a guest's. */
    public boolean isGuest() {
        return value.charAt(0) == 'G' && GUEST.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
