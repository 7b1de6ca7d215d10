@NullMarked
package live.griot.recording.store.rulebreaker;

import org.jspecify.annotations.NullMarked;
