/** Where the edge meets the rest of the platform: tickets, facts told as commands, events heeded, configuration. */
@NullMarked
package live.griot.edge.control;

import org.jspecify.annotations.NullMarked;
