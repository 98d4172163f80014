package dev.fairlead.reference;

import java.util.Random;

/** Random changes of the objects of a namespace: of Services, and more often of slices. */
final class RandomChanges {
  private final Random random;
  private final RandomServices services;
  private final RandomSlices slices;

  RandomChanges(ObjectApi api, Random random) {
    this.random = random;
    this.services = new RandomServices(api, random);
    this.slices = new RandomSlices(api, random);
  }

  /** Makes one change; returns what it was, in words. */
  String next() {
    return random.nextInt(4) == 0 ? services.next() : slices.next();
  }
}
