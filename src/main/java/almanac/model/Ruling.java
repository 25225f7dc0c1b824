package almanac.model;

/**
 * A straight printed line, horizontal or vertical, in the coordinates of {@link Box}.
 *
 * @param thicknessPoints the line's width
 */
public record Ruling(double x1, double y1, double x2, double y2, double thicknessPoints) {
    public boolean horizontal() {
        return Math.abs(y2 - y1) <= Math.abs(x2 - x1);
    }

    public double lengthPoints() {
        return Math.hypot(x2 - x1, y2 - y1);
    }
}
