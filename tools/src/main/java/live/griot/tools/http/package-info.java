/** What the tools ask of servers by HTTP: WHIP and WHEP of any server, and the calls of Griot's own interface. */
@NullMarked
package live.griot.tools.http;

import org.jspecify.annotations.NullMarked;
