/** The live socket under what the world does to it: cuts, crowds, slowness and malice. */
@NullMarked
package live.griot.app.socket;

import org.jspecify.annotations.NullMarked;
