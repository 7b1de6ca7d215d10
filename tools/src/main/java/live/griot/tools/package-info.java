/** The program's commands: what it does besides serving. Each is a process of its own. */
@NullMarked
package live.griot.tools;

import org.jspecify.annotations.NullMarked;
