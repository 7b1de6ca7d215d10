/**
 * Where a recording's bytes are on this machine's disk: a directory for each recording, in it one for each track and in that a file for each
 * segment, and an append-only {@code index} that is the truth. One thread writes; whoever gives it parts never waits for a disk. No
 * framework and no database.
 */
@NullMarked
package live.griot.recording.store;

import org.jspecify.annotations.NullMarked;
