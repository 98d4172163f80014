/**
 * An application that calls a Service with OkHttp. Read {@link
 * dev.fairlead.samples.okhttp.OrdersClient}; the rest is the stage.
 */
@NullMarked
package dev.fairlead.samples.okhttp;

import org.jspecify.annotations.NullMarked;
