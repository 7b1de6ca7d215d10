@NullMarked
package live.griot.identity.admin;

import org.jspecify.annotations.NullMarked;
