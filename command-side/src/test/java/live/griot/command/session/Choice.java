package live.griot.command.session;

import java.util.List;

/** One random number that makes many small choices, each with another digit of it: zero is always the first that there is. */
final class Choice {
    private long digits;

    Choice(long digits) {
        this.digits = digits;
    }

    /** Returns 0 to {@code count - 1}. */
    int below(int count) {
        int chosen = (int) (digits % count);
        digits /= count;
        return chosen;
    }

    <T> T of(List<T> options) {
        return options.get(below(options.size()));
    }

    <T extends Enum<T>> T of(Class<T> options) {
        return of(List.of(options.getEnumConstants()));
    }

    /** Returns true once in {@code times}, and not for zero. */
    boolean onceIn(int times) {
        return below(times) == times - 1;
    }
}
