package live.griot.app.storage;

import java.time.Duration;

/** Told to the program when the database is back, after it was away for so long. */
public record StoreReturned(Duration after) {}
