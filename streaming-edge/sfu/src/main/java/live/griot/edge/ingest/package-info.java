/** What comes in: who is connected, what they publish, what is missing of it, and to whom it is handed over. */
@NullMarked
package live.griot.edge.ingest;

import org.jspecify.annotations.NullMarked;
