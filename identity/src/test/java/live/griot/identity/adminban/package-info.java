@NullMarked
package live.griot.identity.adminban;

import org.jspecify.annotations.NullMarked;
