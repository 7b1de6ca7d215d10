package live.griot.app.openid;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.DispatcherServlet;

/** Spring Authorization Server on a port of its own, with its own page of sign-in, on which {@value #PERSON} has an account. */
public final class AuthorizationServer implements AutoCloseable {
    public static final String CLIENT = "griot";
    public static final String SECRET = "a secret of the test";
    public static final String PERSON = "kadiatou";
    public static final String PASSWORD = "a password of the test";

    private final AnnotationConfigServletWebServerApplicationContext context;

    private AuthorizationServer(AnnotationConfigServletWebServerApplicationContext context) {
        this.context = context;
    }

    /** Returns an issuer on this machine that nobody is yet; on another site than {@code localhost}. */
    public static URI freeIssuer() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
    }

    /** Starts it as that issuer, for a client with that redirect URI. */
    public static AuthorizationServer start(URI issuer, URI redirect) {
        AnnotationConfigServletWebServerApplicationContext context =
                new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(
                TomcatServletWebServerFactory.class, () -> new TomcatServletWebServerFactory(issuer.getPort()));
        context.registerBean("dispatcherServlet", DispatcherServlet.class, () -> new DispatcherServlet(context));
        context.registerBean(AuthorizationServerSettings.class, () -> AuthorizationServerSettings.builder()
                .issuer(issuer.toString())
                .build());
        context.registerBean(RegisteredClientRepository.class, () -> clients(redirect));
        context.register(Configuration.class);
        context.refresh();
        return new AuthorizationServer(context);
    }

    private static RegisteredClientRepository clients(URI redirect) {
        return new InMemoryRegisteredClientRepository(RegisteredClient.withId("one")
                .clientId(CLIENT)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(redirect.toString())
                .scope(OidcScopes.OPENID)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build());
    }

    /** Named by hand, so that Griot, which looks for its own parts, does not take it for one. */
    @EnableWebSecurity
    static class Configuration {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService people() {
            return new InMemoryUserDetailsManager(User.withUsername(PERSON)
                    .password("{noop}" + PASSWORD)
                    .roles("PERSON")
                    .build());
        }

        @Bean
        JWKSource<SecurityContext> keys() throws Exception {
            return new ImmutableJWKSet<>(
                    new JWKSet(new RSAKeyGenerator(2048).keyID("one").generate()));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> names() {
            return token ->
                    token.getClaims().claim("preferred_username", PERSON).claim("name", "Kadiatou Bah");
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
