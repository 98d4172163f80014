/**
 * Fairlead in a Spring Boot application: beans from properties, and nothing else. One
 * auto-configuration for each concern, each of which backs off for the application's own beans.
 *
 * <p>Knows core and the adapters; nothing of ours knows it. Start reading at {@link
 * dev.fairlead.spring.FairleadAutoConfiguration}.
 */
@NullMarked
package dev.fairlead.spring;

import org.jspecify.annotations.NullMarked;
