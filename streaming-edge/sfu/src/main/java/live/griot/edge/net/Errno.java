package live.griot.edge.net;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What Linux answers when it does not do what it was asked, as on x86-64 and AArch64. */
final class Errno {
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int EINVAL = 22;
    static final int EMSGSIZE = 90;
    static final int EOPNOTSUPP = 95;
    static final int EAFNOSUPPORT = 97;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ENOBUFS = 105;
    static final int ECONNREFUSED = 111;

    /** As many as Linux has. */
    private static final int LAST = 133;

    private Errno() {}

    /** Returns every name there is. */
    static Set<String> names() {
        return IntStream.rangeClosed(1, LAST).mapToObj(Errno::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the name of a number, a constant so that counting one allocates nothing. */
    static String name(int errno) {
        return switch (errno) {
            case 1 -> "EPERM";
            case EINTR -> "EINTR";
            case EIO -> "EIO";
            case 9 -> "EBADF";
            case EAGAIN -> "EAGAIN";
            case ENOMEM -> "ENOMEM";
            case EACCES -> "EACCES";
            case EINVAL -> "EINVAL";
            case 23 -> "ENFILE";
            case 24 -> "EMFILE";
            case 38 -> "ENOSYS";
            case EMSGSIZE -> "EMSGSIZE";
            case 93 -> "EPROTONOSUPPORT";
            case EOPNOTSUPP -> "EOPNOTSUPP";
            case EAFNOSUPPORT -> "EAFNOSUPPORT";
            case EADDRINUSE -> "EADDRINUSE";
            case EADDRNOTAVAIL -> "EADDRNOTAVAIL";
            case 100 -> "ENETDOWN";
            case 101 -> "ENETUNREACH";
            case ENOBUFS -> "ENOBUFS";
            case ECONNREFUSED -> "ECONNREFUSED";
            case 112 -> "EHOSTDOWN";
            case 113 -> "EHOSTUNREACH";
            default -> "OTHER";
        };
    }
}
