package live.griot.tools.load;

/**
 * When what happened to one viewer, in the nanoseconds of one clock; 0 for what has not.
 *
 * @param offeredNanos the offer was posted
 * @param answeredNanos the answer had come
 * @param reachedNanos a connectivity check was answered
 * @param connectedNanos the keys were agreed on
 * @param firstPacketNanos the first packet of media was there
 */
record JoinTimes(
        long offeredNanos, long answeredNanos, long reachedNanos, long connectedNanos, long firstPacketNanos) {}
