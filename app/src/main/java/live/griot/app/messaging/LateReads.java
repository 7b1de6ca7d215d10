package live.griot.app.messaging;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets calls that read wait a little where the read models are late, since no write has waited for them. */
@Configuration(proxyBeanMethods = false)
class LateReads implements WebMvcConfigurer, HandlerInterceptor {
    private final ReadModels readModels;

    LateReads(ReadModels readModels) {
        this.readModels = readModels;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (HttpMethod.GET.matches(request.getMethod())) {
            readModels.awaitWhileLate();
        }
        return true;
    }
}
