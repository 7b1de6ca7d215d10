/** The program's commands, each as a process of its own, against the program. */
@NullMarked
package live.griot.app.tools;

import org.jspecify.annotations.NullMarked;
