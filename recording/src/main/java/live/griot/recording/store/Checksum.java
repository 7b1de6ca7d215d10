package live.griot.recording.store;

import java.util.zip.CRC32C;

/** CRC-32C (RFC 3720, appendix B.4), which processors count by themselves. */
final class Checksum {
    private Checksum() {}

    static int of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    static int of(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
