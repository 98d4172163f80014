package dev.fairlead.samples.springboot;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** Service orders as stock sees it; its URL is among the properties. */
interface Orders {

  @GetExchange("/open/{item}")
  String open(@PathVariable("item") String item);
}
