package dev.fairlead.benchmarks.simulation;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler.LegendPosition;

/** One figure of all results as bars, on a logarithmic scale. */
final class ResultsChart {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 500;

  private ResultsChart() {}

  /** The chart as SVG. */
  static String svg(Measure measure, long seed, List<Result> results) throws IOException {
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(
        chart(measure, seed, results), svg, VectorGraphicsFormat.SVG);
    // A hundredth of a pixel is enough, and half of the bytes.
    return svg.toString(StandardCharsets.UTF_8).replaceAll("(\\.\\d{2})\\d+", "$1");
  }

  static CategoryChart chart(Measure measure, long seed, List<Result> results) {
    List<String> scenarios = results.stream().map(Result::scenario).distinct().toList();
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(measure.title() + " (seed " + seed + ")")
            .yAxisTitle(measure.title())
            .build();
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(below(measure, results));
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    for (String policy : results.stream().map(Result::policy).distinct().toList()) {
      chart.addSeries(policy, scenarios, values(measure, policy, scenarios, results));
    }
    return chart;
  }

  /** The power of ten below all bars: a logarithmic scale has no 0 to stand on. */
  private static double below(Measure measure, List<Result> results) {
    double least =
        results.stream().mapToDouble(measure::of).filter(value -> value > 0).min().orElse(1);
    return Math.pow(10, Math.ceil(Math.log10(least)) - 1);
  }

  /** Null where there is none: there is no bar then. */
  private static List<Double> values(
      Measure measure, String policy, List<String> scenarios, List<Result> results) {
    List<Double> values = new ArrayList<>();
    for (String scenario : scenarios) {
      values.add(
          results.stream()
              .filter(r -> r.policy().equals(policy) && r.scenario().equals(scenario))
              .map(measure::of)
              .filter(value -> !value.isNaN() && value > 0)
              .findFirst()
              .orElse(null));
    }
    return values;
  }
}
