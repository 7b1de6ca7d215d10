@NullMarked
package live.griot.edge.tap;

import org.jspecify.annotations.NullMarked;
