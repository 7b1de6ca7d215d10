/** Who watches, and how many. */
@NullMarked
package live.griot.query.attendance;

import org.jspecify.annotations.NullMarked;
