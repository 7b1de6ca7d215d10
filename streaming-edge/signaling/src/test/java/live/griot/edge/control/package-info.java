@NullMarked
package live.griot.edge.control;

import org.jspecify.annotations.NullMarked;
