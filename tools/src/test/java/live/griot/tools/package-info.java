@NullMarked
package live.griot.tools;

import org.jspecify.annotations.NullMarked;
