package live.griot.api.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a name looks like: two names with a look in common can be taken for one another (UTS 39, section 4). Case does not matter, nor what is not
 * seen. Capitals are looked at as they stand and as small letters, since a capital {@code I} looks like an {@code l} and its small letter does
 * not. Thread-safe.
 */
public final class LookAlike {
    private static final Normalizer2 CASEFOLD = Normalizer2.getNFKCCasefoldInstance();
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final SpoofChecker SKELETONS = new SpoofChecker.Builder().build();

    private LookAlike() {}

    /** Returns the one or two looks of a name. */
    public static Set<String> looks(String name) {
        String asItStands = skeleton(name);
        String small = look(name);
        return asItStands.equals(small) ? Set.of(small) : Set.of(asItStands, small);
    }

    /** Returns the look of a name in small letters, such as a handle. */
    public static String look(String name) {
        return skeleton(CASEFOLD.normalize(name));
    }

    /** Returns whether two names can be taken for one another. */
    public static boolean areAlike(String one, String other) {
        return !Collections.disjoint(looks(one), looks(other));
    }

    /** Folds once more, since the skeleton of a zero is a capital O. */
    private static String skeleton(String name) {
        String skeleton = UCharacter.foldCase(SKELETONS.getSkeleton(name), true);
        return BLANKS.matcher(skeleton).replaceAll(" ").strip();
    }
}
