@NullMarked
package live.griot.edge.net;

import org.jspecify.annotations.NullMarked;
