package dev.fairlead.benchmarks.simulation;

import java.util.random.RandomGenerator;

/** How long a worker of a healthy server takes for a call: a distribution with its mean. */
record ServiceTime(double meanMillis, Shape shape) {

  /** The form of the distribution, with mean 1. */
  enum Shape {
    EXPONENTIAL {
      @Override
      double draw(RandomGenerator random) {
        return random.nextExponential();
      }
    },
    /** Sigma 1: the 99th percentile is 6.2 times the mean. */
    LOGNORMAL {
      @Override
      double draw(RandomGenerator random) {
        return Math.exp(random.nextGaussian() - 0.5);
      }
    },
    /** A tenth more or less. */
    STEADY {
      @Override
      double draw(RandomGenerator random) {
        return 0.9 + 0.2 * random.nextDouble();
      }
    },
    /** Nine of ten take one unit, the tenth ten of them: a mean of 1.9 units. */
    BIMODAL {
      @Override
      double draw(RandomGenerator random) {
        return (random.nextInt(10) == 0 ? 10 : 1) / 1.9;
      }
    };

    abstract double draw(RandomGenerator random);
  }

  /** A lognormal time with sigma 1. */
  static ServiceTime lognormal(double meanMillis) {
    return new ServiceTime(meanMillis, Shape.LOGNORMAL);
  }

  /** One time, in nanoseconds. */
  double nanos(RandomGenerator random) {
    return meanMillis * 1e6 * shape.draw(random);
  }
}
