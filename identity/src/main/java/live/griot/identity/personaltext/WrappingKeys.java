package live.griot.identity.personaltext;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import live.griot.identity.datadir.DataDirectory;
import live.griot.identity.datadir.SecretFile;
import live.griot.identity.datadir.UnusableKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The keys that personal keys are wrapped under. With the embedded database each person has one of their own, in a file where it can be
 * overwritten: what the database's file still holds of an erased person in pages that it has not used again then opens no more. Nodes that share
 * a database server share one master key. Thread-safe.
 */
@Component
public class WrappingKeys implements AutoCloseable {
    static final String SLOTS_FILE = "wrapping.keys";
    static final String MASTER_FILE = "master.key";
    static final String LOOKUP_FILE = "lookup.key";
    private static final String EMBEDDED_DATABASE = "jdbc:h2:file:";
    private static final String MAC = "HmacSHA256";
    private static final String SEALING = "griot:sealing-key";

    private final @Nullable KeySlots slots;
    private final SecretFile master;
    private final byte[] lookupKey;
    private byte @Nullable [] masterKey;

    WrappingKeys(DataDirectory data, @Value("${spring.datasource.url}") String databaseUrl) {
        boolean embedded = databaseUrl.startsWith(EMBEDDED_DATABASE);
        this.slots = embedded ? new KeySlots(data.secret(SLOTS_FILE)) : null;
        this.master = data.secret(MASTER_FILE);
        this.lookupKey = embedded
                ? data.secret(LOOKUP_FILE).readOrCreate(Envelope::newKey)
                : hmac(masterKey(), "griot:lookup-key"); // nodes that were given the master key have this one too
    }

    /** Returns a keyed hash, the same on every node, by which something can be found that is not stored; URL-safe base 64. */
    public String lookupHash(String purpose, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(purpose, text));
    }

    /** Returns a keyed hash, the same on every node, another one for each purpose: 256 bits, which also do as a key. */
    public byte[] hash(String purpose, String text) {
        return hmac(lookupKey, purpose + ":" + text);
    }

    /** Returns a secret of the installation's sealed, to be stored where every node reads it; bound to what it is for. */
    public String seal(String purpose, byte[] secret) {
        return Envelope.seal(hmac(lookupKey, SEALING), purpose, secret);
    }

    /** Returns the secret, or empty when it was sealed for something else or with other keys than this data directory's. */
    public Optional<byte[]> open(String purpose, String sealed) {
        return Envelope.open(hmac(lookupKey, SEALING), purpose, sealed);
    }

    /** Makes the key for a new person, on the disk; returns its slot, or null where they all share one. */
    @Nullable
    Long make() {
        return slots == null ? null : slots.add(Envelope.newKey());
    }

    /** Returns the key in that slot, or the shared one for null; empty when it was destroyed. */
    Optional<byte[]> find(@Nullable Long slot) {
        return slot == null ? Optional.of(masterKey()) : own().find(slot);
    }

    /** Overwrites the key in that slot; nothing happens for null. */
    void destroy(@Nullable Long slot) {
        if (slot != null) {
            own().destroy(slot);
        }
    }

    /** Returns whether each person has a wrapping key of their own. */
    boolean areOwn() {
        return slots != null;
    }

    /** Destroys the master key, once nothing is wrapped under it that must be opened again. */
    void destroyMaster() {
        master.destroy();
    }

    private KeySlots own() {
        if (slots == null) {
            throw new IllegalStateException("This database was made as an embedded one: its keys lie beside its file");
        }
        return slots;
    }

    private synchronized byte[] masterKey() {
        byte[] key = masterKey;
        if (key == null) {
            key = master.readOrCreate(Envelope::newKey);
            if (key.length != Envelope.KEY_BYTES) {
                throw new UnusableKeys("The file %s holds no 256-bit key".formatted(master.path()));
            }
            masterKey = key;
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + MAC, e);
        }
    }

    @Override
    public void close() throws IOException {
        if (slots != null) {
            slots.close();
        }
    }
}
