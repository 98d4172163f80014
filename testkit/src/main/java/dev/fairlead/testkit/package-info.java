/**
 * A Kubernetes API in the JVM and pods to call, for tests of anything that watches Services.
 *
 * <p>Start reading at {@link dev.fairlead.testkit.FakeKubernetes}; {@link
 * dev.fairlead.testkit.EchoPods} are the servers behind the addresses. Inside, a request passes
 * {@code ApiHandler} (HTTP), {@code ApiReader} or {@code WatchStream} (one answer), {@code
 * ObjectStore} (objects, versions, events). Nothing here knows Fairlead, and only {@code
 * ApiServer}, {@code ApiHandler} and {@code WatchStream} know the HTTP server.
 */
@NullMarked
package dev.fairlead.testkit;

import org.jspecify.annotations.NullMarked;
