@NullMarked
package live.griot.tools.load;

import org.jspecify.annotations.NullMarked;
