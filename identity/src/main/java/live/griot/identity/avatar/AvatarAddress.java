package live.griot.identity.avatar;

import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/** Where people's pictures are found. */
public final class AvatarAddress {
    /** In the place of a version: the picture that is generated. */
    public static final String GENERATED = "generated";

    private AvatarAddress() {}

    /** Returns the path of a person's picture of that version, or of the generated one for null. */
    public static String of(UserId person, @Nullable String version) {
        return "/api/avatars/" + person.value() + "/" + (version == null ? GENERATED : version);
    }
}
