package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.web.client.RestClient;

/**
 * An application that was processed where there is no cluster, as {@code spring-boot:process-aot}
 * does, and runs where there is one. Conditions have been evaluated by then.
 */
class AheadOfTimeTest {

  /** The application. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  public static class Application {}

  @SuppressWarnings("unchecked") // what is generated is for any such context
  private static void processed(
      Consumer<ApplicationContextInitializer<GenericApplicationContext>> run) {
    TestGenerationContext generated = new TestGenerationContext(Application.class);
    AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
    source.register(Application.class);
    new ApplicationContextAotGenerator().processAheadOfTime(source, generated);
    generated.writeGeneratedContent();
    TestCompiler.forSystem()
        .with(generated)
        .compile(compiled -> run.accept(compiled.getInstance(ApplicationContextInitializer.class)));
  }

  @Test
  @CompileWithForkedClassLoader // generated code is in the packages of what it calls
  void whereEndpointsComeFromIsFoundOutWhenItRuns() {
    try (Shop shop = new Shop(2)) {
      processed(
          initializer -> {
            try (GenericApplicationContext context = new GenericApplicationContext()) {
              TestPropertyValues.of(shop.properties()).applyTo(context);
              initializer.initialize(context);
              context.refresh();

              RestClient client = RestClientSetup.client(context);
              for (int i = 0; i < 10; i++) {
                client.get().uri("http://orders/").retrieve().toBodilessEntity();
              }
              assertThat(shop.asked()).containsExactly("orders-0", "orders-1");
            }
          });
    }
  }
}
