/**
 * A Kubernetes API in the JVM and pods to call, for tests of anything that watches Services.
 *
 * <p>Start reading at {@link dev.fairlead.testkit.FakeKubernetes}; {@link
 * dev.fairlead.testkit.EchoPods} are the servers behind the addresses, and {@link
 * dev.fairlead.testkit.FairleadTestkit} hands both to a JUnit test. Inside, a request passes {@code
 * ApiHandler} (HTTP), {@code BearerToken} and {@code Denials} (who may), {@code Faults} (what goes
 * wrong on purpose), {@code ApiReader}, {@code WatchStream} or {@code AccessReviews} (one answer),
 * {@code ObjectStore} (objects, versions, events). {@code SliceController} writes the slices of
 * Services into the store. Nothing here knows Fairlead; only {@code ApiPort}, {@code ApiServer},
 * {@code ApiHandler}, {@code FaultyAnswers}, {@code Watches} and {@code WatchStream} know the HTTP
 * server, and only {@code FairleadTestkit} and {@code FakeKubernetesExtension} know JUnit, which
 * users bring.
 */
@NullMarked
package dev.fairlead.testkit;

import org.jspecify.annotations.NullMarked;
