/** Who may come in: links, bans, and who was put out. Commands and events. */
@NullMarked
package live.griot.api.admission;

import org.jspecify.annotations.NullMarked;
