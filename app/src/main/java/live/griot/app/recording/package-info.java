/** Ties recordings to the installation's keys. */
@NullMarked
package live.griot.app.recording;

import org.jspecify.annotations.NullMarked;
