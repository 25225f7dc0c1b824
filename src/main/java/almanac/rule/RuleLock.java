package almanac.rule;

import almanac.model.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fingerprint of a rule book: one line for each document and each entry, so that an extraction made with other
 * rules can be told from this one.
 *
 * <pre>
 * file rules/units/units.yaml 9f86d081...
 * unit CNY 2c26b46b...
 * </pre>
 */
public final class RuleLock {
    private RuleLock() {}

    /** The text of a lock file for these rules. */
    public static String of(RuleBook book) {
        StringBuilder text = new StringBuilder("# written by: almanac rules lock\n");
        lines(book)
                .forEach((name, hash) ->
                        text.append(name).append(' ').append(hash).append('\n'));
        return text.toString();
    }

    /** What differs between the rules and a lock file; empty when they are the same. */
    public static List<Diagnostic> compare(RuleBook book, String lock) {
        SortedMap<String, String> now = lines(book);
        SortedMap<String, String> then = new TreeMap<>();
        for (String line : lock.lines().toList()) {
            int space = line.lastIndexOf(' ');
            if (!line.startsWith("#") && space > 0) {
                then.put(line.substring(0, space), line.substring(space + 1));
            }
        }
        List<Diagnostic> differences = new ArrayList<>();
        for (Map.Entry<String, String> entry : now.entrySet()) {
            String locked = then.get(entry.getKey());
            if (locked == null) {
                differences.add(different(entry.getKey(), "is new"));
            } else if (!locked.equals(entry.getValue())) {
                differences.add(different(entry.getKey(), "has changed"));
            }
        }
        for (String name : then.keySet()) {
            if (!now.containsKey(name)) {
                differences.add(different(name, "is gone"));
            }
        }
        return differences;
    }

    private static Diagnostic different(String name, String how) {
        return Diagnostic.of(
                RuleCodes.LOCK_DIFFERS,
                "rules.lock",
                name + " " + how + " since rules.lock was written",
                "if that is meant: almanac rules lock");
    }

    private static SortedMap<String, String> lines(RuleBook book) {
        SortedMap<String, String> lines = new TreeMap<>();
        book.texts().forEach((name, text) -> lines.put("file " + name, sha256(text)));
        List<RuleBook.Listed> entries = book.listed().stream()
                .sorted(Comparator.comparing(RuleBook.Listed::place))
                .toList();
        for (int i = 0; i < entries.size(); i++) {
            RuleBook.Listed entry = entries.get(i);
            List<String> text =
                    book.texts().getOrDefault(entry.place().file(), "").lines().toList();
            int from = Math.max(0, Math.min(text.size(), entry.place().line() - 1));
            boolean last = i + 1 == entries.size()
                    || !entries.get(i + 1).place().file().equals(entry.place().file());
            int to = last
                    ? text.size()
                    : Math.max(
                            from,
                            Math.min(text.size(), entries.get(i + 1).place().line() - 1));
            lines.put(entry.kind() + " " + entry.id(), sha256(String.join("\n", text.subList(from, to))));
        }
        return lines;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
