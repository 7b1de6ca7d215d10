/** Rules that hold when people do things at once, against real stores, on one node and on two. */
@NullMarked
package live.griot.app.race;

import org.jspecify.annotations.NullMarked;
