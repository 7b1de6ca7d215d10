package live.griot.edge.handover;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which picture of several is shown, and which one goes on until the shown one has its key frame, so that there is no hole between them. Not
 * thread-safe.
 */
final class ShownPicture {
    private @Nullable TapSource shown;
    private @Nullable TapSource before;

    /** Shows that one from now on, null for none; returns whether it is another than it was. */
    boolean show(@Nullable TapSource next) {
        if (Objects.equals(next, shown)) {
            return false;
        }
        if (next == null || next.equals(before)) {
            before = null;
        } else if (before == null) {
            before = shown;
        }
        shown = next;
        return true;
    }

    /** Notes that the shown one has its key frame; returns whether another one went on until now. */
    boolean begin() {
        boolean wentOn = before != null;
        before = null;
        return wentOn;
    }

    /** Notes that a stream is over. */
    void end(TapSource over) {
        before = over.equals(before) ? null : before;
        shown = over.equals(shown) ? null : shown;
    }

    /** Returns what is shown, or null. */
    @Nullable
    TapSource shown() {
        return shown;
    }

    /** Returns whether a picture is shown, or goes on. */
    boolean shows(TapSource picture) {
        return picture.equals(shown) || picture.equals(before);
    }
}
