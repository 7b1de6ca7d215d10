package live.griot.edge.transport;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Duplicates a socket's descriptor, so that one thread reads the port and others send from it without sharing a channel. */
final class FileDescriptors {
    private static final MethodHandle DUP = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().find("dup").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private FileDescriptors() {}

    /** Returns a new descriptor of the same socket (POSIX dup), to be closed on its own. */
    static int duplicate(int descriptor) {
        try {
            int duplicate = (int) DUP.invokeExact(descriptor);
            if (duplicate < 0) {
                throw new IllegalStateException("The port's descriptor cannot be duplicated");
            }
            return duplicate;
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
