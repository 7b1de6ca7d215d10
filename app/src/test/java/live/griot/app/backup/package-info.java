@NullMarked
package live.griot.app.backup;

import org.jspecify.annotations.NullMarked;
