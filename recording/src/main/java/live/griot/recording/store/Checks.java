package live.griot.recording.store;

/** What numbers in an index have to be: it may have been written by anybody. */
final class Checks {
    private Checks() {}

    static void positive(long... numbers) {
        for (long number : numbers) {
            require(number > 0);
        }
    }

    static void notNegative(long... numbers) {
        for (long number : numbers) {
            require(number >= 0);
        }
    }

    static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("Out of range");
        }
    }
}
