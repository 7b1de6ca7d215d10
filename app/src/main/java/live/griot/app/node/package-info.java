/** The node that this program is, among others on one database. */
@NullMarked
package live.griot.app.node;

import org.jspecify.annotations.NullMarked;
