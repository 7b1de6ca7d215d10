@NullMarked
package live.griot.identity.datadir;

import org.jspecify.annotations.NullMarked;
