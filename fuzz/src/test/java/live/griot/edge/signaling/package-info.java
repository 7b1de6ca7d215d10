@NullMarked
package live.griot.edge.signaling;

import org.jspecify.annotations.NullMarked;
