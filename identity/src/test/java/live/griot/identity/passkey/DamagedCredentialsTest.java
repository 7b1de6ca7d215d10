package live.griot.identity.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import live.griot.api.refusal.Refused;
import live.griot.identity.personaltext.TestPersonalText;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A library reads the bytes that authenticators make: whatever they are, they are refused as a passkey, and nothing breaks. */
class DamagedCredentialsTest extends PasskeyFixture {
    private static final int TIMES = 60;
    private static final RelyingParty.Site SITE = new RelyingParty.Site("localhost", "http://localhost");

    private final Random random = new Random(7);
    private final Map<String, Integer> answers = new TreeMap<>();

    @Test
    void whatever_a_new_passkey_is_it_is_added_or_refused() {
        Ceremonies ceremonies = new Ceremonies(passkeys, world.audit);
        SealedChallenges challenges =
                new SealedChallenges(TestPersonalText.wrappingKeys(directory), SoftAuthenticator.JSON, clock);
        for (int i = 0; i < TIMES; i++) {
            Challenge challenge = challenges.make(awa.id());
            JsonNode options = SoftAuthenticator.JSON.valueToTree(
                    PasskeyCreationOptions.of(ceremonies.creation(awa, challenge, SITE)));
            NewPasskey made = read(
                    Map.of("name", "A key", "credential", damaged(new SoftAuthenticator().make(options))),
                    NewPasskey.class);
            count(() -> ceremonies.add(awa, challenge, SITE, made).told().name());
            database.client().sql("DELETE FROM passkey").update();
        }

        assertThat(answers).containsKey("PASSKEY_REFUSED");
        assertThat(answers.keySet()).isSubsetOf("A key", "PASSKEY_REFUSED");
    }

    @Test
    void whatever_is_shown_signs_its_owner_in_or_is_refused() {
        SoftAuthenticator phone = added(awa, "My phone");
        Ceremonies ceremonies = new Ceremonies(passkeys, world.audit);
        SealedChallenges challenges =
                new SealedChallenges(TestPersonalText.wrappingKeys(directory), SoftAuthenticator.JSON, clock);
        for (int i = 0; i < TIMES; i++) {
            Challenge challenge = challenges.make(null);
            JsonNode options =
                    SoftAuthenticator.JSON.valueToTree(PasskeyRequestOptions.of(ceremonies.request(challenge, SITE)));
            PasskeySignIn shown = read(Map.of("credential", damaged(phone.sign(options))), PasskeySignIn.class);
            count(() -> ceremonies.signIn(challenge, SITE, shown).value());
        }

        assertThat(answers).containsOnly(Map.entry("PASSKEY_REFUSED", TIMES));
    }

    private void count(Supplier<String> deed) {
        String answer;
        try {
            answer = deed.get();
        } catch (Refused no) {
            answer = no.code().name();
        } catch (RuntimeException broken) {
            answer = broken.toString();
        }
        answers.merge(answer, 1, Integer::sum);
    }

    private static <T> T read(Object value, Class<T> type) {
        return SoftAuthenticator.JSON.readValue(SoftAuthenticator.JSON.writeValueAsString(value), type);
    }

    /** Changes, cuts or stretches one of the things that the response says. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> damaged(Map<String, Object> credential) {
        Map<String, Object> response =
                new HashMap<>((Map<String, Object>) Objects.requireNonNull(credential.get("response")));
        Object[] fields = response.keySet().stream()
                .filter(field -> !field.equals("transports"))
                .sorted()
                .toArray();
        String field = String.valueOf(fields[random.nextInt(fields.length)]);
        byte[] bytes = Base64.getUrlDecoder().decode(String.valueOf(response.get(field)));
        response.put(field, Base64.getUrlEncoder().withoutPadding().encodeToString(damaged(bytes)));
        Map<String, Object> all = new HashMap<>(credential);
        all.put("response", response);
        return all;
    }

    private byte[] damaged(byte[] whole) {
        byte[] bytes = whole.clone();
        switch (random.nextInt(4)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            case 1 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1));
            case 2 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
            default -> {
                byte[] noise = new byte[1 + random.nextInt(8)];
                random.nextBytes(noise);
                int at = random.nextInt(bytes.length);
                System.arraycopy(noise, 0, bytes, at, Math.min(noise.length, bytes.length - at));
            }
        }
        return bytes;
    }
}
