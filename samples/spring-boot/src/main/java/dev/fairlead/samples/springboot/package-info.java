/**
 * Two services that call each other by name. Read {@link
 * dev.fairlead.samples.springboot.OrdersService} and {@link
 * dev.fairlead.samples.springboot.StockService}: nothing in them knows Fairlead; {@link
 * dev.fairlead.samples.springboot.EmbeddedShop} is the stage.
 */
@NullMarked
package dev.fairlead.samples.springboot;

import org.jspecify.annotations.NullMarked;
