@NullMarked
package live.griot.api.network;

import org.jspecify.annotations.NullMarked;
