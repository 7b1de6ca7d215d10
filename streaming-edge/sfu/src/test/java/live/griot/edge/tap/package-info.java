/** How packets become frames, and what a tap's listener is told. */
@NullMarked
package live.griot.edge.tap;

import org.jspecify.annotations.NullMarked;
