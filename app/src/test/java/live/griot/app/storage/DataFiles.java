package live.griot.app.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The bytes of all files of a data directory, as somebody sees them who has the disk. */
final class DataFiles {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;

    private DataFiles() {}

    /** Returns those of the words that are found in a file, whatever their case. */
    static List<String> holding(Path directory, String... words) {
        List<String> texts = files(directory)
                .map(file -> text(bytes(file)).toLowerCase(Locale.ROOT))
                .toList();
        return Arrays.stream(words)
                .filter(word -> texts.stream().anyMatch(text -> text.contains(word)))
                .toList();
    }

    /** Returns the files that hold a key, raw, in hexadecimal or in base 64. */
    static List<Path> holding(Path directory, byte[] key) {
        List<String> forms = List.of(
                text(key),
                HexFormat.of().formatHex(key),
                Base64.getUrlEncoder().withoutPadding().encodeToString(key),
                Base64.getEncoder().encodeToString(key));
        return files(directory)
                .filter(file -> forms.stream().anyMatch(text(bytes(file))::contains))
                .toList();
    }

    /** Returns 32 bytes that open a person's wrapped key, from whatever place of whatever file beside the database's own. */
    static Optional<byte[]> keyTo(Path directory, String wrapped, String person) {
        byte[] sealed = Base64.getUrlDecoder().decode(wrapped);
        for (Path file : files(directory)
                .filter(file -> !file.toString().endsWith(".mv.db"))
                .toList()) {
            byte[] bytes = bytes(file);
            for (int at = 0; at + KEY_BYTES <= bytes.length; at++) {
                byte[] key = Arrays.copyOfRange(bytes, at, at + KEY_BYTES);
                if (opens(key, sealed, person)) {
                    return Optional.of(key);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean opens(byte[] key, byte[] sealed, String person) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(128, sealed, 1, NONCE_BYTES));
            cipher.updateAAD(("griot:personal-key:" + person).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES).length == KEY_BYTES;
        } catch (GeneralSecurityException isNoKeyToIt) {
            return false;
        }
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
