package live.griot.edge.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/**
 * The system calls of UDP, each a method that returns what the call does, or the negative errno. Numbers are those of Linux on x86-64 and
 * AArch64. Pointers are plain numbers, so that a call allocates nothing: who calls keeps the memory alive.
 */
final class Linux {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int SO_SNDBUFFORCE = 32;
    static final int SO_RCVBUFFORCE = 33;
    static final int IPPROTO_IP = 0;
    static final int IP_PKTINFO = 8;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_V6ONLY = 26;
    static final int IPV6_RECVPKTINFO = 49;
    static final int IPV6_PKTINFO = 50;
    static final int SOL_UDP = 17;
    static final int UDP_SEGMENT = 103;
    static final int MSG_TRUNC = 0x20;
    static final short POLLIN = 1;
    static final short POLLOUT = 4;

    private static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
    private static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int MSG_DONTWAIT = 0x40;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET =
            call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND = call("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle GETSOCKNAME =
            call("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SETSOCKOPT =
            call("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle GETSOCKOPT =
            call("getsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle EVENTFD = call("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle READ =
            call("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle WRITE =
            call("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle PPOLL =
            call("ppoll", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle RECVMMSG =
            call("recvmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle SENDMMSG =
            call("sendmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));

    private Linux() {}

    private static MethodHandle call(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), descriptor, Linker.Option.captureCallState("errno"));
    }

    /** Returns where the calls of one thread at a time put their errno. */
    static MemorySegment state(Arena arena) {
        return arena.allocate(STATE);
    }

    /** Opens a UDP socket that never blocks. */
    static int socket(MemorySegment state, int family) {
        try {
            return answer(state, (int) SOCKET.invokeExact(state, family, SOCK_DGRAM_NONBLOCK_CLOEXEC, 0));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    static int bind(MemorySegment state, int descriptor, MemorySegment name) {
        try {
            return answer(state, (int) BIND.invokeExact(state, descriptor, name, (int) name.byteSize()));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    static int getsockname(MemorySegment state, int descriptor, MemorySegment name, MemorySegment length) {
        try {
            return answer(state, (int) GETSOCKNAME.invokeExact(state, descriptor, name, length));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Sets an option that is a number. */
    static int setsockopt(MemorySegment state, int descriptor, int level, int option, int value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocateFrom(JAVA_INT, value);
            return answer(state, (int) SETSOCKOPT.invokeExact(state, descriptor, level, option, number, 4));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Returns an option that is a number and not negative. */
    static int getsockopt(MemorySegment state, int descriptor, int level, int option) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(JAVA_INT);
            MemorySegment length = arena.allocateFrom(JAVA_INT, 4);
            int answer = answer(state, (int) GETSOCKOPT.invokeExact(state, descriptor, level, option, number, length));
            return answer < 0 ? answer : number.get(JAVA_INT, 0);
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    static int close(MemorySegment state, int descriptor) {
        try {
            return answer(state, (int) CLOSE.invokeExact(state, descriptor));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Opens a counter that is readable once it was written. */
    static int eventfd(MemorySegment state) {
        try {
            return answer(state, (int) EVENTFD.invokeExact(state, 0, EFD_NONBLOCK_CLOEXEC));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    static int read(MemorySegment state, int descriptor, long buffer, long length) {
        try {
            return answer(state, (int) (long) READ.invokeExact(state, descriptor, buffer, length));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    static int write(MemorySegment state, int descriptor, long buffer, long length) {
        try {
            return answer(state, (int) (long) WRITE.invokeExact(state, descriptor, buffer, length));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Waits for descriptors, an array of struct pollfd, until a struct timespec is over. */
    static int ppoll(MemorySegment state, long descriptors, int count, long timeout) {
        try {
            return answer(state, (int) PPOLL.invokeExact(state, descriptors, (long) count, timeout, 0L));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Receives datagrams that are there, into an array of struct mmsghdr; returns how many. */
    static int recvmmsg(MemorySegment state, int descriptor, long messages, int count) {
        try {
            return answer(state, (int) RECVMMSG.invokeExact(state, descriptor, messages, count, MSG_DONTWAIT, 0L));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    /** Sends an array of struct mmsghdr; returns how many left before one did not, and the errno when that was the first. */
    static int sendmmsg(MemorySegment state, int descriptor, long messages, int count) {
        try {
            return answer(state, (int) SENDMMSG.invokeExact(state, descriptor, messages, count, MSG_DONTWAIT));
        } catch (Throwable impossible) {
            throw unexpected(impossible);
        }
    }

    private static int answer(MemorySegment state, int returned) {
        return returned >= 0 ? returned : -state.get(JAVA_INT, ERRNO);
    }

    private static RuntimeException unexpected(Throwable impossible) {
        if (impossible instanceof Error error) {
            throw error;
        }
        return impossible instanceof RuntimeException bug ? bug : new IllegalStateException(impossible);
    }
}
