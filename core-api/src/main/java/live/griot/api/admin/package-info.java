/** What those who run the installation do to sessions and people: bans across sessions, and the ports they are kept and carried out by. */
@NullMarked
package live.griot.api.admin;

import org.jspecify.annotations.NullMarked;
