package almanac.extract.table;

import java.util.ArrayList;
import java.util.List;

/** One printed table on a grid: its title and unit lines, its header band, its body, its notes. Rows are grid rows. */
final class Block {
    final Sheet sheet;
    final int index;
    final List<Integer> before = new ArrayList<>();
    final List<Integer> body = new ArrayList<>();
    final List<Integer> after = new ArrayList<>();

    final List<String> titles = new ArrayList<>();
    final List<String> units = new ArrayList<>();
    final List<Integer> heads = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    boolean continuation;
    String number = "";

    Block(Sheet sheet, int index) {
        this.sheet = sheet;
        this.index = index;
    }
}
