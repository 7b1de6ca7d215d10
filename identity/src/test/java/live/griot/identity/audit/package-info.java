@NullMarked
package live.griot.identity.audit;

import org.jspecify.annotations.NullMarked;
