package live.griot.edge.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.security.GeneralSecurityException;
import live.griot.edge.rtp.Bytes;

/**
 * AES-128 in Galois counter mode by OpenSSL with one key, set once: a packet costs its initialization vector alone. Not thread-safe: the
 * thread that owns it closes it; one that was forgotten is freed with its object.
 */
final class GcmContext implements AutoCloseable {
    static final int TAG = 16;
    static final int IV = 12;

    private static final Cleaner CLEANER = Cleaner.create();
    private static final int OUT_LENGTH = 16;
    private static final int TAIL = 24;

    private final MemorySegment scratch = Arena.ofAuto().allocate(TAIL + TAG, 16);
    private final Cleaner.Cleanable cleanable;
    private long context;

    GcmContext(byte[] key) {
        context = OpenSsl.newContext();
        if (context == 0) {
            throw new IllegalStateException("OpenSSL has no memory for a context");
        }
        cleanable = CLEANER.register(this, new Free(context));
        MemorySegment.copy(key, 0, scratch, ValueLayout.JAVA_BYTE, TAIL, key.length);
        boolean done = OpenSsl.initGcm(context, scratch.address() + TAIL);
        scratch.fill((byte) 0);
        if (!done) {
            close();
            throw new IllegalStateException("OpenSSL has no AES-128-GCM");
        }
    }

    /** Frees a context; it must not know the object whose end it waits for. */
    private record Free(long context) implements Runnable {
        @Override
        public void run() {
            OpenSsl.free(context);
        }
    }

    /** Begins a packet to be sealed or opened. */
    void begin(byte[] iv, boolean seals) throws GeneralSecurityException {
        if (context == 0) {
            throw new IllegalStateException("It is closed, its key is gone");
        }
        scratch.set(ValueLayout.JAVA_LONG, 0, Long.reverseBytes(Bytes.i64(iv, 0)));
        scratch.set(ValueLayout.JAVA_INT, 8, Integer.reverseBytes(Bytes.i32(iv, 8)));
        check(OpenSsl.next(context, scratch.address(), seals));
    }

    /** Takes in bytes that are authenticated and stay readable. */
    void readable(long address, int length) throws GeneralSecurityException {
        check(OpenSsl.update(context, 0, scratch.address() + OUT_LENGTH, address, length));
    }

    /** Seals bytes in place and writes the tag; ends the packet. */
    void seal(long address, int length, long tag) throws GeneralSecurityException {
        try {
            check(OpenSsl.update(context, address, scratch.address() + OUT_LENGTH, address, length)
                    && OpenSsl.end(context, scratch.address() + TAIL, scratch.address() + OUT_LENGTH)
                    && OpenSsl.tag(context, OpenSsl.GET_TAG, TAG, tag));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Opens bytes in place; ends the packet. Returns whether they are authentic: those that are not are of no use. */
    boolean open(long address, int length, long tag) throws GeneralSecurityException {
        try {
            check(OpenSsl.tag(context, OpenSsl.SET_TAG, TAG, tag)
                    && OpenSsl.update(context, address, scratch.address() + OUT_LENGTH, address, length));
            return OpenSsl.end(context, scratch.address() + TAIL, scratch.address() + OUT_LENGTH);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private static void check(boolean done) throws GeneralSecurityException {
        if (!done) {
            throw new GeneralSecurityException("OpenSSL refused");
        }
    }

    /** Frees the key. */
    @Override
    public void close() {
        context = 0;
        cleanable.clean();
    }
}
