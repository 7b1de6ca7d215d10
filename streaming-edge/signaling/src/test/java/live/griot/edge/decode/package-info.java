@NullMarked
package live.griot.edge.decode;

import org.jspecify.annotations.NullMarked;
