package live.griot.edge.srtp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * The functions of OpenSSL's EVP that AES in Galois counter mode takes. Pointers are plain numbers, so that a call allocates nothing; who
 * calls keeps the memory alive. Without the library its first use is a LinkageError.
 */
final class OpenSsl {
    /** OpenSSL 3 by its name on Linux. */
    static final String LIBRARY = "libcrypto.so.3";

    static final int GET_TAG = 0x10;
    static final int SET_TAG = 0x11;

    private static final SymbolLookup SYMBOLS = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
    private static final MethodHandle NEW = call("EVP_CIPHER_CTX_new", FunctionDescriptor.of(JAVA_LONG), false);
    private static final MethodHandle FREE = call("EVP_CIPHER_CTX_free", FunctionDescriptor.ofVoid(JAVA_LONG), false);
    private static final MethodHandle AES_128_GCM = call("EVP_aes_128_gcm", FunctionDescriptor.of(JAVA_LONG), false);
    private static final MethodHandle INIT = call("EVP_CipherInit_ex", integer(6, 5), false);
    private static final MethodHandle NEXT = call("EVP_CipherInit_ex", integer(6, 5), true);
    private static final MethodHandle UPDATE = call("EVP_CipherUpdate", integer(5, 4), true);
    private static final MethodHandle FINAL = call("EVP_CipherFinal_ex", integer(3), true);
    private static final MethodHandle CTRL = call("EVP_CIPHER_CTX_ctrl", integer(4, 1, 2), true);

    private OpenSsl() {}

    /** Describes a function that returns an int and takes pointers, but ints at some places. */
    private static FunctionDescriptor integer(int count, int... ints) {
        MemoryLayout[] arguments = new MemoryLayout[count];
        Arrays.fill(arguments, JAVA_LONG);
        for (int at : ints) {
            arguments[at] = JAVA_INT;
        }
        return FunctionDescriptor.of(JAVA_INT, arguments);
    }

    /** A critical call does not let the JVM know that the thread is away; those take less than a microsecond or so. */
    private static MethodHandle call(String name, FunctionDescriptor descriptor, boolean critical) {
        Linker.Option[] options = critical ? new Linker.Option[] {Linker.Option.critical(false)} : new Linker.Option[0];
        return Linker.nativeLinker().downcallHandle(SYMBOLS.findOrThrow(name), descriptor, options);
    }

    /** Returns a new context, or 0. */
    static long newContext() {
        try {
            return (long) NEW.invokeExact();
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    static void free(long context) {
        try {
            FREE.invokeExact(context);
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Sets cipher and key of a context. */
    static boolean initGcm(long context, long key) {
        try {
            long cipher = (long) AES_128_GCM.invokeExact();
            return (int) INIT.invokeExact(context, cipher, 0L, key, 0L, 1) == 1;
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Begins a packet: sets the initialization vector alone. */
    static boolean next(long context, long iv, boolean encrypts) {
        try {
            return (int) NEXT.invokeExact(context, 0L, 0L, 0L, iv, encrypts ? 1 : 0) == 1;
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Takes in bytes; {@code out} is 0 for those that are authenticated alone. */
    static boolean update(long context, long out, long outLength, long in, int length) {
        try {
            return (int) UPDATE.invokeExact(context, out, outLength, in, length) == 1;
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Ends a packet; false when it is not authentic. */
    static boolean end(long context, long out, long outLength) {
        try {
            return (int) FINAL.invokeExact(context, out, outLength) == 1;
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Gets or sets the tag. */
    static boolean tag(long context, int getOrSet, int length, long at) {
        try {
            return (int) CTRL.invokeExact(context, getOrSet, length, at) == 1;
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    private static RuntimeException unexpected(Throwable impossible) {
        if (impossible instanceof Error error) {
            throw error;
        }
        return impossible instanceof RuntimeException bug ? bug : new IllegalStateException(impossible);
    }
}
