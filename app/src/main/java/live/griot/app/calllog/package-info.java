/** What each call and each frame of a socket is called in the log. */
@NullMarked
package live.griot.app.calllog;

import org.jspecify.annotations.NullMarked;
