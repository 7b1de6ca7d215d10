package live.griot.edge.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the test vectors of RFC 3711, appendix B, and RFC 7714, sections 16 and 17. */
class SrtpVectorsTest {
    private static final SrtpMasterKey RFC_3711 = new SrtpMasterKey(
            SrtpProfile.AES128_CM_HMAC_SHA1_80,
            bytes("E1F97A0D3E018BE0D64FA32C06DE4139"),
            bytes("0EC675AD498AFEEBB6960B3AABE6"));
    private static final SessionKeys RFC_7714 =
            new SessionKeys(bytes("000102030405060708090a0b0c0d0e0f"), new byte[20], bytes("517569642070726f2071756f"));

    @Test
    void session_keys_are_derived_as_in_rfc_3711_appendix_b3() {
        SessionKeys keys = SessionKeys.forRtp(RFC_3711);

        assertThat(keys.encryption()).isEqualTo(bytes("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(keys.salt()).isEqualTo(bytes("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(keys.authentication()).isEqualTo(bytes("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
    }

    @Test
    void the_key_stream_is_that_of_rfc_3711_appendix_b2() throws GeneralSecurityException {
        SessionKeys keys = new SessionKeys(
                bytes("2B7E151628AED2A6ABF7158809CF4F3C"), new byte[20], bytes("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"));
        byte[] sealed = new byte[12 + 48 + 10];

        new CounterModeCipher(keys, keys).sealRtp(new byte[60], 0, 60, 12, 0, 0, 0, sealed, 0);

        assertThat(Arrays.copyOfRange(sealed, 12, 60))
                .isEqualTo(bytes("E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB"
                        + "41E95B3BB0A2E8DD477901E4FCA894C0"));
    }

    @ParameterizedTest
    @EnumSource(SrtpLibrary.class)
    void rtp_is_sealed_and_opened_as_in_rfc_7714_section_16_1(SrtpLibrary library) throws GeneralSecurityException {
        byte[] plain = bytes("8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e69732064697669736120696e207061727465"
                + "732074726573");
        byte[] expected = bytes("8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7"
                + "d19b36de3adf8833899d7f27beb16a9152cf765ee4390cce");
        PacketCipher cipher = gcm(library);
        byte[] sealed = new byte[expected.length];

        int length = cipher.sealRtp(plain, 0, plain.length, 12, 0x5501a0b2, 0, 0xf17b, sealed, 0);
        int opened = cipher.openRtp(expected, 0, expected.length, 12, 0x5501a0b2, 0, 0xf17b);

        assertThat(length).isEqualTo(expected.length);
        assertThat(Arrays.copyOf(expected, opened)).isEqualTo(plain);
        assertThat(HexFormat.of().formatHex(sealed))
                .isEqualTo("8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b"
                        + "36de3adf8833899d7f27beb16a9152cf765ee4390cce");
    }

    @ParameterizedTest
    @EnumSource(SrtpLibrary.class)
    void rtcp_is_sealed_and_opened_as_in_rfc_7714_section_17_1(SrtpLibrary library) throws GeneralSecurityException {
        byte[] plain = bytes("81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeef"
                + "deadbeefdeadbeef");
        byte[] expected = bytes("81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b"
                + "4686303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4");
        PacketCipher cipher = gcm(library);
        byte[] sealed = new byte[expected.length];

        cipher.sealRtcp(plain, 0, plain.length, 0x4d617273, 0x5d4, sealed, 0);
        assertThat(sealed).isEqualTo(expected);

        int opened = cipher.openRtcp(expected, 0, expected.length, 0x4d617273);
        assertThat(Arrays.copyOf(expected, opened)).isEqualTo(plain);
    }

    private static PacketCipher gcm(SrtpLibrary library) {
        return library == SrtpLibrary.OPENSSL
                ? new OpenSslGcmCipher(RFC_7714, RFC_7714)
                : new GcmCipher(RFC_7714, RFC_7714);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
