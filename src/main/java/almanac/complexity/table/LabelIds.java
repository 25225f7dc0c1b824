package almanac.complexity.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers the labels of a column in the order of their first appearance; looks them up as bytes. */
final class LabelIds {
    private byte[][] labels = new byte[64][];
    private int[] slots = new int[256];
    private int size;
    private int last = -1;

    /** The id of the label in {@code buffer}, new or known. */
    int of(byte[] buffer, int from, int to) {
        int length = to - from;
        if (last >= 0) {
            byte[] same = labels[last];
            if (same.length == length && Arrays.equals(same, 0, length, buffer, from, to)) {
                return last;
            }
        }
        int hash = length;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + buffer[i];
        }
        hash ^= hash >>> 15;
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            byte[] known = labels[slots[slot] - 1];
            if (known.length == length && Arrays.equals(known, 0, length, buffer, from, to)) {
                last = slots[slot] - 1;
                return last;
            }
            slot = slot + 1 & mask;
        }
        if (size == labels.length) {
            labels = Arrays.copyOf(labels, size * 2);
        }
        labels[size++] = Arrays.copyOfRange(buffer, from, to);
        slots[slot] = size;
        if (size * 3 > slots.length) {
            grow();
        }
        last = size - 1;
        return last;
    }

    private void grow() {
        int[] wider = new int[slots.length * 4];
        int mask = wider.length - 1;
        for (int id = 0; id < size; id++) {
            byte[] label = labels[id];
            int hash = label.length;
            for (byte b : label) {
                hash = hash * 31 + b;
            }
            hash ^= hash >>> 15;
            int slot = hash & mask;
            while (wider[slot] != 0) {
                slot = slot + 1 & mask;
            }
            wider[slot] = id + 1;
        }
        slots = wider;
    }

    int size() {
        return size;
    }

    /** The labels, as UTF-8, or all as GB 18030 where one of them is no UTF-8: the usual code of Chinese spreadsheets. */
    List<String> texts() {
        boolean utf8 = true;
        for (int id = 0; id < size && utf8; id++) {
            utf8 = wellFormed(labels[id]);
        }
        List<String> texts = new ArrayList<>(size);
        for (int id = 0; id < size; id++) {
            texts.add(new String(labels[id], utf8 ? StandardCharsets.UTF_8 : CHINESE));
        }
        return texts;
    }

    private static final Charset CHINESE = Charset.forName("GB18030");

    /** Text of unknown code: UTF-8, else GB 18030. */
    static String decoded(byte[] bytes) {
        return new String(bytes, wellFormed(bytes) ? StandardCharsets.UTF_8 : CHINESE);
    }

    private static boolean wellFormed(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return !new String(bytes, StandardCharsets.UTF_8).contains("\uFFFD");
            }
        }
        return true;
    }
}
