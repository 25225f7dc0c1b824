package almanac.extract.table;

import almanac.model.Grid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of observations and addresses of cells: stable across runs and machines. */
final class Identity {
    private Identity() {}

    /** The first 16 hexadecimal digits of the SHA-256 of the parts. */
    static String of(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** {@code C8} in spreadsheets, else {@code r8c3}. */
    static String address(boolean spreadsheet, Grid grid, int row, int column) {
        if (!spreadsheet) {
            return "r" + (row + 1) + "c" + (column + 1);
        }
        StringBuilder letters = new StringBuilder();
        for (int c = grid.firstColumn() + column; c >= 0; c = c / 26 - 1) {
            letters.insert(0, (char) ('A' + c % 26));
        }
        return letters.append(grid.firstRow() + row + 1).toString();
    }
}
