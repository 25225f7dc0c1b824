package almanac.model;

/**
 * A rectangle on a page as displayed (after rotation), in points from the page's top left corner; y grows downwards.
 *
 * @param left distance of the left edge from the page's left edge, points
 * @param top distance of the upper edge from the page's top edge, points
 * @param right distance of the right edge from the page's left edge, points
 * @param bottom distance of the lower edge from the page's top edge, points
 */
public record Box(double left, double top, double right, double bottom) {
    public Box {
        if (!(left <= right) || !(top <= bottom)) {
            throw new IllegalArgumentException("not a box: " + left + "," + top + "," + right + "," + bottom);
        }
    }

    public double width() {
        return right - left;
    }

    public double height() {
        return bottom - top;
    }

    public double centreX() {
        return (left + right) / 2;
    }

    public double centreY() {
        return (top + bottom) / 2;
    }

    /** The smallest box that holds both. */
    public Box union(Box other) {
        return new Box(
                Math.min(left, other.left),
                Math.min(top, other.top),
                Math.max(right, other.right),
                Math.max(bottom, other.bottom));
    }

    /** Whether the two share an area (touching edges do not count). */
    public boolean overlaps(Box other) {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    public boolean contains(double x, double y) {
        return x >= left && x <= right && y >= top && y <= bottom;
    }
}
