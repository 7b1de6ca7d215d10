package live.griot.identity.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import live.griot.api.identity.Person;

/** What can be found in the bytes of a data directory's files. */
final class DirectoryBytes {
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;

    private final Path directory;

    /** Keys that opened something, now or before. */
    private final List<byte[]> openers = new ArrayList<>();

    DirectoryBytes(Path directory) {
        this.directory = directory;
    }

    /** Returns the words that are found, in any case, in the bytes of a file. */
    List<String> names(String... names) {
        return Arrays.stream(names)
                .filter(name -> files().anyMatch(file -> new String(bytes(file), StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT)
                        .contains(name)))
                .toList();
    }

    /** Returns the keys, of all that lies beside the database's file, that the wrapped key opens under, and the files that hold one of those. */
    List<String> whoOpens(String wrapped, Person person) {
        byte[] sealed = Base64.getUrlDecoder().decode(wrapped);
        files().filter(file -> !isDatabase(file)).forEach(file -> findKeysTo(sealed, person, bytes(file)));
        return files().filter(file -> openers.stream().anyMatch(key -> holds(bytes(file), key)))
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private void findKeysTo(byte[] sealed, Person person, byte[] file) {
        for (int at = 0; at + KEY_BYTES <= file.length; at++) {
            if (opens(file, at, sealed, person)) {
                openers.add(Arrays.copyOfRange(file, at, at + KEY_BYTES));
            }
        }
    }

    private static boolean holds(byte[] file, byte[] key) {
        String bytes = new String(file, StandardCharsets.ISO_8859_1);
        return Stream.of(
                        new String(key, StandardCharsets.ISO_8859_1),
                        HexFormat.of().formatHex(key),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(key))
                .anyMatch(bytes::contains);
    }

    private static boolean isDatabase(Path file) {
        return file.toString().endsWith(".mv.db");
    }

    private static boolean opens(byte[] file, int at, byte[] wrapped, Person person) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(file, at, KEY_BYTES, "AES"),
                    new GCMParameterSpec(128, wrapped, 1, NONCE_BYTES));
            cipher.updateAAD(("griot:personal-key:" + person.id()).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(wrapped, 1 + NONCE_BYTES, wrapped.length - 1 - NONCE_BYTES).length == KEY_BYTES;
        } catch (GeneralSecurityException isNoKeyToIt) {
            return false;
        }
    }

    private Stream<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream();
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
}
