/** What the edge hands to who keeps what is live: whole encoded frames, of those who agreed. */
@NullMarked
package live.griot.api.tap;

import org.jspecify.annotations.NullMarked;
