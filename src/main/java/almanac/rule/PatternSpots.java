package almanac.rule;

import almanac.rule.ProsePattern.Kind;
import almanac.rule.ProsePattern.Line;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.util.CoreMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Tells for many prose patterns at once where in a sentence their matches may begin, so that the matcher is run only
 * there. What a token means to the patterns is worked out once for each word they name and kind of token, and kept: a
 * sentence then costs a look-up a token and a walk over bits a pattern.
 */
public final class PatternSpots {
    /** No word of any text. */
    private static final String OTHER = "\u0000";

    private final IdentityHashMap<ProsePattern, Integer> numbers = new IdentityHashMap<>();
    private final List<Optional<PatternNet>> nets = new ArrayList<>();
    private final Set<String> words = new HashSet<>();
    private final List<Pattern> expressions = new ArrayList<>();
    /** By kind of token and word. */
    private final Map<String, Map<String, long[]>> known = new ConcurrentHashMap<>();

    public PatternSpots(List<ProsePattern> patterns) {
        Set<String> written = new TreeSet<>();
        for (ProsePattern pattern : patterns) {
            Optional<PatternNet> net = PatternNet.of(pattern.rule().pattern());
            numbers.put(pattern, nets.size());
            nets.add(net);
            net.ifPresent(n -> {
                words.addAll(n.words());
                written.addAll(n.expressions());
            });
        }
        written.forEach(expression -> expressions.add(Pattern.compile(expression, Pattern.CASE_INSENSITIVE)));
    }

    /** One sentence. */
    public final class Spots {
        private final long[][] masks;
        private final long[] all = new long[nets.size()];

        private Spots(Line line) {
            masks = new long[line.tokens().size()][];
            for (int i = 0; i < masks.length; i++) {
                masks[i] = masks(line.tokens().get(i));
                for (int which = 0; which < all.length; which++) {
                    all[which] |= masks[i][which];
                }
            }
        }

        /** The tokens at which a match may begin; empty where nothing is known of the pattern. */
        Optional<BitSet> starts(ProsePattern pattern) {
            Integer which = numbers.get(pattern);
            return which == null ? Optional.empty() : nets.get(which).map(net -> net.starts(masks, which, all[which]));
        }
    }

    public Spots of(Line line) {
        return new Spots(line);
    }

    private long[] masks(CoreMap token) {
        String word = token.get(CoreAnnotations.TextAnnotation.class);
        String kind = token.get(Kind.class);
        Map<String, long[]> ofKind = known.computeIfAbsent(kind, k -> new ConcurrentHashMap<>());
        long[] masks = ofKind.get(word);
        if (masks != null) {
            return masks;
        }
        boolean listed = words.contains(word.toLowerCase(Locale.ROOT));
        boolean number = kind.equals("num");
        // a word that no pattern names stands for all of its kind; so expressions are asked of named words and numbers
        String example = listed || number ? word : OTHER;
        return ofKind.computeIfAbsent(listed ? word : number ? shape(word) : OTHER, key -> {
            long[] fresh = new long[nets.size()];
            for (int which = 0; which < fresh.length; which++) {
                fresh[which] = nets.get(which)
                        .map(net -> net.fitting(example, kind, listed || number))
                        .orElse(0L);
            }
            return fresh;
        });
    }

    /** Numbers that no expression tells apart are one. */
    private String shape(String number) {
        StringBuilder shape = new StringBuilder(OTHER);
        for (Pattern expression : expressions) {
            shape.append(expression.matcher(number).matches() ? '1' : '0');
        }
        return shape.toString();
    }
}
