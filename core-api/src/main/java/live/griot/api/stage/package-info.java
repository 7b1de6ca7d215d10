/** Who is on a session's stage, and in what role: commands, events, views. */
@NullMarked
package live.griot.api.stage;

import org.jspecify.annotations.NullMarked;
