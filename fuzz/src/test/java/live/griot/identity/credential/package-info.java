@NullMarked
package live.griot.identity.credential;

import org.jspecify.annotations.NullMarked;
