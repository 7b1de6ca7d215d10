@NullMarked
package live.griot.edge.transport;

import org.jspecify.annotations.NullMarked;
