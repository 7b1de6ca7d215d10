@NullMarked
package live.griot.edge.ice;

import org.jspecify.annotations.NullMarked;
