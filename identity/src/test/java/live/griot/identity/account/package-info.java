@NullMarked
package live.griot.identity.account;

import org.jspecify.annotations.NullMarked;
