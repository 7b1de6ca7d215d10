package live.griot.recording.worker;

import org.jspecify.annotations.Nullable;

/** Something could not be made of a recording. */
final class NotMadeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isFinal;

    private NotMadeException(String sentence, boolean isFinal, @Nullable Throwable cause) {
        super(sentence, cause);
        this.isFinal = isFinal;
    }

    /** Another try may do better. */
    static NotMadeException thisTime(String sentence, @Nullable Throwable cause) {
        return new NotMadeException(sentence, false, cause);
    }

    /** Another try would do no better. */
    static NotMadeException ever(String sentence) {
        return new NotMadeException(sentence, true, null);
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
