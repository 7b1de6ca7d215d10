/** What the program asks of its database, and what that costs where there is much. */
@NullMarked
package live.griot.app.queries;

import org.jspecify.annotations.NullMarked;
