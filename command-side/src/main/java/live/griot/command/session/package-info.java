/** The write model of live sessions, the calls that change them, and their deadlines. */
@NullMarked
package live.griot.command.session;

import org.jspecify.annotations.NullMarked;
