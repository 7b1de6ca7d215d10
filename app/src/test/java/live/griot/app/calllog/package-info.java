/** What calls are called in the log. */
@NullMarked
package live.griot.app.calllog;

import org.jspecify.annotations.NullMarked;
