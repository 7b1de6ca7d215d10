/** The operator's port: health, metrics, replays. */
@NullMarked
package live.griot.app.management;

import org.jspecify.annotations.NullMarked;
