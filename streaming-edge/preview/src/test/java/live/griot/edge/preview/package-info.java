@NullMarked
package live.griot.edge.preview;

import org.jspecify.annotations.NullMarked;
