@NullMarked
package live.griot.tools.peer;

import org.jspecify.annotations.NullMarked;
