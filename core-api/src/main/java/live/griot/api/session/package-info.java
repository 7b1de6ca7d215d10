/** What the modules say to each other about live sessions: commands, events, queries. */
@NullMarked
package live.griot.api.session;

import org.jspecify.annotations.NullMarked;
