package live.griot.fuzz;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets Jazzer 0.23 see what it reaches: it passes over class files as new as ours, so that it would fuzz blindly. Their
 * format is the same but for its number, which is lowered here before Jazzer's own transformer is asked.
 */
public final class OlderClassFiles implements LauncherSessionListener {
    private static final int MAJOR_VERSION_AT = 7;
    private static final byte JAVA_21 = 65;

    /** Made by JUnit. */
    public OlderClassFiles() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        // Not one that can transform again: those, Jazzer's among them, come after.
        ByteBuddyAgent.install().addTransformer(new Lowered());
    }

    private static final class Lowered implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] bytes) {
            if (name == null || !name.startsWith("live/griot/") || bytes[MAJOR_VERSION_AT] <= JAVA_21) {
                return null;
            }
            byte[] lowered = bytes.clone();
            lowered[MAJOR_VERSION_AT] = JAVA_21;
            return lowered;
        }
    }
}
