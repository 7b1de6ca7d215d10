package live.griot.app.security;

import live.griot.api.identity.Admins;
import live.griot.app.management.OperatorAlone;
import live.griot.app.problem.ProblemWriter;
import live.griot.identity.openid.OpenIdLogin;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who may call what, before any rule of the domain is asked: everything needs an access token unless it is listed here. No
 * sessions and no CSRF tokens, since no call is authorised by a cookie except the refresh, whose cookie is SameSite=Strict.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String PERMISSIONS_POLICY =
            "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()";

    /** The operator's calls, which have a port of their own. Health is a word alone, for whatever watches over the program. */
    @Bean
    @Order(0)
    SecurityFilterChain management(HttpSecurity http, OperatorAlone operatorAlone, ProblemEntryPoint problems) {
        stateless(http)
                .securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(calls -> calls.requestMatchers(EndpointRequest.to("health"))
                        .permitAll()
                        .anyRequest()
                        .access(operatorAlone))
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint(problems).accessDeniedHandler(problems));
        return http.build();
    }

    /** The edge's bearer is a ticket, which the edge verifies itself; an access token is none of its business. */
    @Bean
    @Order(1)
    SecurityFilterChain edge(HttpSecurity http) {
        stateless(http).securityMatcher("/api/edge/**").authorizeHttpRequests(all -> all.anyRequest()
                .permitAll());
        return http.build();
    }

    /** The page that shows the interface writes styles into itself, which no other page may. */
    @Bean
    @Order(2)
    SecurityFilterChain docs(HttpSecurity http) {
        stateless(http)
                .securityMatcher("/docs", "/swagger-ui/**")
                .headers(headers -> headers.contentSecurityPolicy(
                        csp -> csp.policyDirectives(ContentSecurityPolicy.directivesOfDocs())))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll());
        return http.build();
    }

    /** Sign-in by providers, where some are configured: the way there, and the way back. */
    @Bean
    @Order(3)
    @ConditionalOnOAuth2ClientRegistrationProperties
    SecurityFilterChain openId(HttpSecurity http, OpenIdLogin.Settings settings) {
        stateless(http)
                .securityMatcher("/oauth2/authorization/*", "/login/oauth2/code/*")
                .oauth2Login(settings::of)
                .authorizeHttpRequests(all -> all.anyRequest().permitAll());
        return http.build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain everythingElse(
            HttpSecurity http, ProblemEntryPoint problems, ProblemWriter writer, Admins admins) {
        stateless(http)
                .addFilterAfter(new GuestBounds(writer), BearerTokenAuthenticationFilter.class)
                .addFilterAfter(new AdminGate(admins, writer), GuestBounds.class)
                .authorizeHttpRequests(calls -> calls.requestMatchers("/api/auth/logout-all", "/api/auth/password")
                        .authenticated()
                        .requestMatchers("/api/auth/**")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.GET,
                                "/api/sessions/current",
                                "/api/sessions/history",
                                "/api/sessions/scheduled")
                        .authenticated()
                        .requestMatchers(
                                HttpMethod.GET,
                                "/api/avatars/{person}/{version}",
                                "/api/sessions",
                                "/api/sessions/{id}",
                                "/api/sessions/{id}/participants",
                                "/api/sessions/{id}/preview",
                                "/api/sessions/{id}/stats",
                                "/api/sessions/{id}/messages",
                                "/api/sessions/{id}/pins",
                                "/api/sessions/{id}/reactions",
                                "/api/sessions/{id}/chat",
                                "/api/sessions/{id}/chat/stats",
                                "/api/sessions/{id}/recording",
                                "/api/sessions/{id}/recording/consent",
                                "/api/recordings",
                                "/api/recordings/{id}",
                                "/api/recordings/{id}/chat",
                                "/api/recordings/{id}/chapters",
                                "/api/recordings/{id}/download",
                                "/api/recordings/{id}/thumbnails.vtt",
                                "/api/recordings/{id}/chat/density",
                                "/api/recordings/{id}/clips",
                                "/api/recordings/{id}/captions",
                                "/api/recordings/{id}/captions/{lang}",
                                "/api/clips/{id}")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/sessions/{id}/join", "/api/sessions/{id}/leave")
                        .permitAll()
                        .requestMatchers("/api/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .oauth2ResourceServer(
                        tokens -> tokens.jwt(jwt -> jwt.jwtAuthenticationConverter(AccessAuthentication::new))
                                .authenticationEntryPoint(problems)
                                .accessDeniedHandler(problems))
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint(problems).accessDeniedHandler(problems));
        return http.build();
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(
                                csp -> csp.policyDirectives(ContentSecurityPolicy.directives()))
                        .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        .cacheControl(HeadersConfigurer.CacheControlConfig::disable));
    }
}
