@NullMarked
package live.griot.app.recording;

import org.jspecify.annotations.NullMarked;
