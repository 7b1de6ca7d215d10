@NullMarked
package live.griot.app.preview;

import org.jspecify.annotations.NullMarked;
