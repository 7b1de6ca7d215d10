@NullMarked
package live.griot.recording;

import org.jspecify.annotations.NullMarked;
