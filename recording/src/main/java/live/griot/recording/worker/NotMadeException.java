package live.griot.recording.worker;

import org.jspecify.annotations.Nullable;

/** Something could not be made of a recording. */
final class NotMadeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isFinal;
    private final boolean isInput;

    private NotMadeException(String sentence, boolean isFinal, boolean isInput, @Nullable Throwable cause) {
        super(sentence, cause);
        this.isFinal = isFinal;
        this.isInput = isInput;
    }

    /** Another try may do better. */
    static NotMadeException thisTime(String sentence, @Nullable Throwable cause) {
        return new NotMadeException(sentence, false, false, cause);
    }

    /** Another try would do no better. */
    static NotMadeException ever(String sentence) {
        return new NotMadeException(sentence, true, false, null);
    }

    /** What it was to be made of may be why; another try, or less of it, may do better. */
    static NotMadeException ofThisInput(String sentence) {
        return new NotMadeException(sentence, false, true, null);
    }

    /** Returns whether what it was to be made of may be why. */
    boolean isInput() {
        return isInput;
    }

    /** Returns why, as a sentence for who asked for it. */
    String sentence() {
        return String.valueOf(getMessage());
    }

    /** Returns whether another try would do no better. */
    boolean isFinal() {
        return isFinal;
    }
}
