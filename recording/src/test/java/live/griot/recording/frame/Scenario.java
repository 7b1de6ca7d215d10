package live.griot.recording.frame;

/**
 * What happens to a simulated live.
 *
 * @param seconds how long it lasts
 * @param senderPpm by how many millionths the sender's wall clock runs too fast
 * @param soundPpm by how many its sound card does
 * @param picturePpm by how many its camera does
 * @param loss the share of frames that never come
 * @param jitterMillis how much later than others frames come, in the mean
 * @param silences whether the sender sends nothing now and then, for there is nothing to hear
 * @param switches whether the picture's stream changes now and then, its size with it, and the sound's stream as well
 * @param reports whether the sender says what time it is; if not, pictures come as quickly as sound
 */
record Scenario(
        long seed,
        int seconds,
        double senderPpm,
        double soundPpm,
        double picturePpm,
        double loss,
        int jitterMillis,
        boolean silences,
        boolean switches,
        boolean reports) {}
