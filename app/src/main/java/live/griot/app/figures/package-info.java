/** How the whole platform fares, as figures that the database is asked for now and then. */
@NullMarked
package live.griot.app.figures;

import org.jspecify.annotations.NullMarked;
