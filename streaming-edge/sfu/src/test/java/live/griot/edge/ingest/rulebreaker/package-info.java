/** What must not be, to show that the rules bite. */
@NullMarked
package live.griot.edge.ingest.rulebreaker;

import org.jspecify.annotations.NullMarked;
