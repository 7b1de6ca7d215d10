package live.griot.identity.account;

import java.util.Locale;
import java.util.Set;

/** What a handle looks like: 3 to 30 of {@code a-z 0-9 _}; capitals are taken for small letters. */
public final class Handles {
    /** The shape of a handle as people may type it. */
    public static final String SHAPE = "[A-Za-z0-9_]{3,30}";

    /** The handle that everybody who was erased is shown under. */
    static final String REMOVED = "removed";

    private static final Set<String> RESERVED =
            Set.of(REMOVED, "griot", "admin", "administrator", "moderator", "system");

    private Handles() {}

    /** Returns the handle as it is stored and compared. */
    public static String canonical(String typed) {
        return typed.toLowerCase(Locale.ROOT);
    }

    /** Returns whether nobody may have that canonical handle, because it would pass for somebody it is not. */
    static boolean isReserved(String canonical) {
        return RESERVED.contains(canonical);
    }
}
