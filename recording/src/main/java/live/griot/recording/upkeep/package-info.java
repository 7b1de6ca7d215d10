/** Looks whether what is known of recordings and what there is of them are the same. */
@NullMarked
package live.griot.recording.upkeep;

import org.jspecify.annotations.NullMarked;
