package almanac.document.sheet;

/** How much of a workbook the heap can hold. */
final class Memory {
    /** Bytes that a filled cell takes with its text, stored value and place, rounded up. */
    private static final int BYTES_PER_CELL = 250;

    private Memory() {}

    /** Cells that fit into half of the heap. */
    static int cellsThatFit() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_CELL);
    }
}
