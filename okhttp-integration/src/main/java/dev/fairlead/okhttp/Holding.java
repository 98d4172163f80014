package dev.fairlead.okhttp;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;

/** A call that holds a place of a bulkhead until it has ended, its body included. */
final class Holding extends EventListener {
  private final GuardedCall call;
  private final Bulkhead bulkhead;

  Holding(GuardedCall call, Bulkhead bulkhead) {
    this.call = call;
    this.bulkhead = bulkhead;
  }

  Response execute(GuardedCall.Step next) throws IOException {
    try {
      bulkhead.acquirePermission();
    } catch (BulkheadFullException e) {
      throw new CallRefusedException(call.target(), e);
    }
    call.chain().call().addEventListener(this);
    return next.execute();
  }

  @Override
  public void callEnd(Call ended) {
    bulkhead.onComplete();
  }

  @Override
  public void callFailed(Call ended, IOException failure) {
    bulkhead.onComplete();
  }
}
