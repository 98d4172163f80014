package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/** There is a {@link Fairlead}, and {@code fairlead.enabled} does not switch all of it off. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnBean(Fairlead.class)
@ConditionalOnBooleanProperty(name = "fairlead.enabled", matchIfMissing = true)
@interface ConditionalOnFairlead {}
