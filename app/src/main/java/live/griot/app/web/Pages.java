package live.griot.app.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives the pages addresses that a person can read and share. The pages themselves are static, in the web module. */
@Configuration(proxyBeanMethods = false)
class Pages implements WebMvcConfigurer {
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/signin").setViewName("forward:/signin.html");
        registry.addViewController("/studio").setViewName("forward:/studio.html");
        registry.addViewController("/history").setViewName("forward:/history.html");
        registry.addViewController("/watch/{id}").setViewName("forward:/watch.html");
    }
}
