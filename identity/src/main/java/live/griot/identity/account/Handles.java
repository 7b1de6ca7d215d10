package live.griot.identity.account;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.griot.api.identity.Person;
import live.griot.api.text.LookAlike;

/** What a handle looks like: 3 to 30 of {@code a-z 0-9 _}; capitals are taken for small letters. */
public final class Handles {
    /** The shape of a handle as people may type it. */
    public static final String SHAPE = "[A-Za-z0-9_]{3,30}";

    private static final Set<String> RESERVED_LOOKS = Stream.of(
                    Person.REMOVED, "griot", "admin", "administrator", "moderator", "system")
            .map(LookAlike::look)
            .collect(Collectors.toUnmodifiableSet());

    private Handles() {}

    /** Returns the handle as it is stored and compared. */
    public static String canonical(String typed) {
        return typed.toLowerCase(Locale.ROOT);
    }

    /** Returns whether nobody may have that canonical handle, because it would pass for somebody it is not. */
    static boolean isReserved(String canonical) {
        return RESERVED_LOOKS.contains(LookAlike.look(canonical));
    }
}
