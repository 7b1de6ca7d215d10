/** How often which call may be made, by whom and from where: one table. */
@NullMarked
package live.griot.app.limit;

import org.jspecify.annotations.NullMarked;
