package almanac.extract.prose;

import almanac.extract.prose.ProseToken.Kind;
import almanac.model.Indicator;
import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.Region;
import almanac.model.Sentence;
import almanac.model.Unit;
import almanac.rule.Lexicon;
import almanac.rule.PatternSpots;
import almanac.rule.Periods;
import almanac.rule.ProsePattern;
import almanac.rule.ProsePattern.Found;
import almanac.rule.ProsePattern.Span;
import almanac.rule.When;
import almanac.text.Folding;
import almanac.text.Numerals;
import edu.stanford.nlp.util.CoreMap;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a document's prose, sentence by sentence, figure by figure.
 *
 * <p>What stands between two figures is the subject of the second, once the words that rules call asides, times, places
 * and edges are taken out. Where nothing is left, the figure speaks of the subject before it (a level's change). A subject
 * that names no quantity of its own ({@code 轻工业增长5.9%}) is a part of the paragraph's main indicator.
 */
final class ProseReading {
    private static final int LONGEST_SUBJECT = 70;
    private static final int LONGEST_ENGLISH_SUBJECT = 160;
    private static final int LONGEST_SNIPPET = 300;

    private static final Pattern COMPARED = Pattern.compile("^(?:比|较|同比|环比|与上年)");
    private static final Pattern OF = Pattern.compile(" (?:of|in|from|for) (?:the )?");
    private static final Pattern RELATIVE = Pattern.compile("(?:与|占|相当于|在|对).+(?:之比|比例|比重|比率|的比|占比|贡献率|份额)");

    /** 三类经费, 两者, 四项收入: what was named before, all together. */
    private static final Pattern ALL_OF_THEM = Pattern.compile("[两二三四五六七八](?:大类|类|项|者|种|部分|大部分).{0,6}");

    /** 前三大贸易伙伴为东盟、欧盟和美国，: a kind of things and the list of them, a clause before their figures. */
    private static final Pattern NAMES_BEFORE = Pattern.compile(
            "(?<=^|[，,；;。：:])(?<kind>[^，,；;。：:\\d]{2,24}?)(?:分别为|分别是|依次为|依次是|包括|为|是|有)(?<names>[^，,；;。：:\\d]+)[，,]");

    private static final Pattern STEP = Pattern.compile("(?<kind>-Q?)(?<count>\\d{1,2})");

    private final Lexicon lexicon;
    private final ProseRules rules;
    private final ProseScanner scanner;
    private final ProseFrame frame;
    private final List<Observation> observations = new ArrayList<>();

    /** Carried through a paragraph. */
    private Optional<Subject> main = Optional.empty();

    private List<Subject> recent = new ArrayList<>();
    private List<Subject> last = List.of();
    private Named region;
    private Named home;
    private boolean mainIsSibling;
    private Optional<When> paragraphWhen = Optional.empty();
    private Optional<String> calibre = Optional.empty();
    private Optional<String> denominator = Optional.empty();
    private Optional<String> indexBase = Optional.empty();
    /** The other time that figures of this paragraph were compared with. */
    private Optional<When> lastPast = Optional.empty();

    private String basis = "";
    private String flag = "";

    ProseReading(Lexicon lexicon, ProseRules rules, ProseScanner scanner, ProseFrame frame) {
        this.lexicon = lexicon;
        this.rules = rules;
        this.scanner = scanner;
        this.frame = frame;
        this.region = frame.region();
        this.home = frame.region();
    }

    List<Observation> observations() {
        return List.copyOf(observations);
    }

    void read(Sentence sentence, boolean newParagraph) {
        if (newParagraph) {
            main = Optional.empty();
            recent = new ArrayList<>();
            last = List.of();
            region = home;
            mainIsSibling = false;
            paragraphWhen = Optional.empty();
            calibre = Optional.empty();
            denominator = Optional.empty();
            indexBase = Optional.empty();
            lastPast = Optional.empty();
            basis = "";
            flag = "";
        }
        if (sentence.text()
                .chars()
                .noneMatch(c -> Folding.character((char) c) >= '0' && Folding.character((char) c) <= '9')) {
            return;
        }
        List<ProseToken> tokens = scanner.scan(sentence.text());
        int from = 0;
        while (from < tokens.size()) {
            int to = Math.min(tokens.size(), from + ProsePattern.MOST_TOKENS);
            // cut an endless sentence where it breathes
            for (int i = to; to < tokens.size() && i > from + ProsePattern.MOST_TOKENS / 2; i--) {
                if (tokens.get(i - 1).word().equals(";")
                        || tokens.get(i - 1).word().equals(",")) {
                    to = i;
                    break;
                }
            }
            new Walk(sentence, tokens.subList(from, to)).go();
            from = to;
        }
    }

    /** What a figure was, for the figure behind it that has no verb of its own. */
    private record Said(Measure measure, boolean down, Found found, Optional<When> when) {}

    /** One sentence. */
    private final class Walk {
        private final Sentence sentence;
        private final List<ProseToken> tokens;
        private final String language;
        private final boolean chinese;
        private final String text;
        /** Characters that belong to no name: asides, times, places already taken, partners. */
        private final BitSet removed = new BitSet();

        private final Map<Integer, Boolean> directions = new HashMap<>();
        private final Map<Integer, Found> scopes = new HashMap<>();
        private final Map<Integer, Found> partners = new HashMap<>();
        private final Map<Integer, Found> calibres = new HashMap<>();
        private final BitSet breakdowns = new BitSet();
        private final BitSet trapped = new BitSet();
        private final BitSet inStatistic = new BitSet();
        /** Tokens that speak of what somebody expects. */
        private final BitSet foreseen = new BitSet();
        /** Times that a figure is compared with. */
        private final BitSet compared = new BitSet();
        /** Times that hold for their sentence alone. */
        private final BitSet passing = new BitSet();

        private Optional<When> when;
        private boolean yearSaid;
        private Optional<String> partner = Optional.empty();
        private boolean breakdown;
        private int pairs;
        private boolean placeChanged;
        private List<Subject> lastShares = List.of();
        private Optional<Subject> pairBase = Optional.empty();
        /** Whether the figures in brackets so far are rates and no changes. */
        private boolean pairedRates;

        private Optional<Subject> ratioSubject = Optional.empty();
        /** The last figures of this sentence, whose verb a figure without one takes over. */
        private @Nullable Said saidPerCent;

        private @Nullable Said saidQuantity;
        private boolean pastUnknown;
        /** Where the words of the figure in hand begin. */
        private int clause;

        Walk(Sentence sentence, List<ProseToken> tokens) {
            this.sentence = sentence;
            this.tokens = tokens;
            this.text = sentence.text();
            this.chinese = Folding.hasIdeograph(text);
            this.language = chinese ? "zh" : "en";
            this.when = paragraphWhen;
        }

        void go() {
            List<CoreMap> maps = new ArrayList<>(tokens.size());
            boolean figures = false;
            for (ProseToken token : tokens) {
                maps.add(ProsePattern.token(token.word(), token.kind().small()));
                figures |= token.is(Kind.NUM) || token.is(Kind.RATIO);
            }
            ProsePattern.Line line = ProsePattern.Line.of(maps);
            PatternSpots.Spots spots = rules.spots(language, line);
            surroundings(line, spots);
            List<Found> statistics = figures
                    ? rules.longest(rules.find("statistic", language, line, spots).stream()
                            .filter(found -> !trapped(found))
                            .toList())
                    : List.of();
            for (Found found : statistics) {
                inStatistic.set(found.from(), found.to());
            }
            int cursor = 0;
            int told = 0;
            for (Found found : statistics) {
                events(told, found.from());
                clause = told;
                told = Math.max(told, found.to());
                if (statistic(found, cursor)) {
                    cursor = Math.max(cursor, found.to());
                }
            }
            events(told, tokens.size());
        }

        private boolean trapped(Found found) {
            int at = found.group("value")
                    .or(() -> found.group("values"))
                    .map(Span::from)
                    .orElse(found.from());
            // 优于目标1.2个百分点: against a target, no target
            boolean against = found.group("than")
                    .filter(span -> trapped.get(span.to() - 1))
                    .isPresent();
            return trapped.get(at) && !against;
        }

        private void surroundings(ProsePattern.Line maps, PatternSpots.Spots spots) {
            Map<String, Boolean> known = rules.directions(language);
            for (int i = 0; i < tokens.size(); i++) {
                Boolean up = known.get(tokens.get(i).word().toLowerCase(Locale.ROOT));
                if (up != null) {
                    directions.put(i, up);
                }
            }
            for (Found found : rules.find("trap", language, maps, spots)) {
                Span span = found.group("trap").orElse(new Span(found.from(), found.to()));
                trapped.set(span.from(), span.to());
            }
            for (Found found : rules.find("forecast", language, maps, spots)) {
                foreseen.set(found.from(), found.to());
            }
            for (Found found : rules.find("backward", language, maps, spots)) {
                boolean sentence =
                        found.rule().emits().getOrDefault("holds", "").equals("sentence");
                found.group("time").ifPresent(span -> (sentence ? passing : compared).set(span.from(), span.to()));
            }
            for (Found found : rules.find("aside", language, maps, spots)) {
                Span span = found.group("aside").orElse(new Span(found.from(), found.to()));
                remove(span.from(), span.to());
                found.group("basis").ifPresent(b -> basis = basisWords(printed(b.from(), b.to())));
                if (found.rule().emits().containsKey("flag")) {
                    flag = found.rule().emits().getOrDefault("flag", "");
                }
            }
            for (Found found : rules.find("breakdown", language, maps, spots)) {
                breakdowns.set(found.from());
                remove(found.from(), found.to());
            }
            for (Found found : rules.find("scope", language, maps, spots)) {
                scopes.put(found.from(), found);
            }
            for (Found found : rules.find("partner", language, maps, spots)) {
                found.group("partner").ifPresent(span -> partners.put(found.from(), found));
            }
            for (Found found : rules.find("calibre", language, maps, spots)) {
                calibres.put(found.from(), found);
            }
            for (Found found : rules.find("base", language, maps, spots)) {
                Span span = found.group("base").orElse(new Span(found.from(), found.to()));
                indexBase = Optional.of(printed(span.from(), span.to()).replaceAll("^以|(?:价格|水平|为)$", "") + "=100");
                trapped.set(found.from(), found.to());
                remove(found.from(), found.to());
            }
        }

        private void remove(int fromToken, int toToken) {
            if (fromToken < toToken) {
                removed.set(
                        tokens.get(fromToken).from(), tokens.get(toToken - 1).to());
            }
        }

        private String printed(int fromToken, int toToken) {
            return fromToken >= toToken
                    ? ""
                    : text.substring(
                            tokens.get(fromToken).from(),
                            tokens.get(toToken - 1).to());
        }

        /** What happens between two figures: times, places, partners, the ends of clauses. */
        private void events(int from, int to) {
            for (int i = from; i < to; i++) {
                ProseToken token = tokens.get(i);
                if (breakdowns.get(i)) {
                    breakdown = true;
                }
                Found scope = scopes.get(i);
                if (scope != null && leads(i)) {
                    region = scope.rule().emits().containsKey("region")
                            ? ProseFrame.known(lexicon, scope.rule().emits().getOrDefault("region", ""))
                            : home;
                    atHome();
                    calibre = Optional.empty();
                    remove(scope.from(), scope.to());
                }
                Found border = calibres.get(i);
                if (border != null && leads(i)) {
                    calibre = Optional.of(Folding.label(printed(border.from(), border.to())));
                    regionOf(token).ifPresent(r -> region = r);
                    remove(border.from(), border.to());
                    i = border.to() - 1;
                    continue;
                }
                Found with = partners.get(i);
                if (with != null && with.to() <= to && namesPartner(with)) {
                    Span span = with.group("partner").orElse(new Span(i, i));
                    partner = Optional.of(trimmed(
                            Folding.label(printed(span.from(), span.to()).replaceAll("[“”\"]", ""))));
                    remove(with.from(), span.to());
                    i = span.to() - 1;
                    continue;
                }
                switch (token.kind()) {
                    case TIME -> {
                        if (!removed.get(token.from())) {
                            time(i);
                        }
                    }
                    case REGION -> {
                        if (!chinese && trails(i, to)) {
                            regionOf(token).ifPresent(r -> region = r);
                            atHome();
                            remove(i - 1, i + 1);
                        } else if (leads(i) && !removed.get(token.from()) && !listed(i)) {
                            regionOf(token).ifPresent(r -> {
                                region = r;
                                placeChanged = true;
                                atHome();
                                calibre = Optional.empty();
                                removed.set(token.from(), token.to());
                            });
                        }
                    }
                    case PUNCT -> {
                        if (token.word().equals(";")) {
                            partner = Optional.empty();
                        }
                    }
                    default -> {}
                }
            }
        }

        /** 对欧盟出口 names a partner, 对外出口 none. */
        private boolean namesPartner(Found with) {
            return with.group("partner")
                    .map(span -> printed(span.from(), span.to()).length() >= 2)
                    .orElse(false);
        }

        /** The first place that leads a sentence is the document's own, where its title names none. */
        private void atHome() {
            if (home.label().isEmpty() && !region.kind().equals("group")) {
                home = region;
            }
        }

        private void time(int i) {
            ProseToken token = tokens.get(i);
            if (compared.get(i) || !chinese && depth(i) > 0) {
                removed.set(token.from(), token.to());
                return;
            }
            Optional<When> found =
                    scanner.periods().at(folded(), token.from(), chinese).map(Periods.Found::when);
            boolean yearStands = yearSaid && when.flatMap(When::year).isPresent();
            if (found.isPresent() && found.get().plain() && yearStands) {
                removed.set(token.from(), token.to()); // 2024年全年: the year was said
            } else if (found.isPresent()) {
                when = found;
                yearSaid |= found.get().year().isPresent();
                boolean than = i > 0 && "由从比较".contains(tokens.get(i - 1).word());
                boolean first = observations.isEmpty() || !inStatistic.get(0) && i <= 3 || leads(i);
                if (first && !than && !passing.get(i) && found.get().shift() == 0) {
                    paragraphWhen = found;
                }
                removed.set(token.from(), token.to());
            }
        }

        private String foldedText = "";

        private String folded() {
            if (foldedText.isEmpty()) {
                StringBuilder folded = new StringBuilder(text.length());
                for (int i = 0; i < text.length(); i++) {
                    char c = Folding.character(text.charAt(i));
                    folded.append(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
                }
                foldedText = folded.toString();
            }
            return foldedText;
        }

        private Optional<Named> regionOf(ProseToken token) {
            if (token.regions().isEmpty()) {
                return Optional.empty();
            }
            Region chosen = token.regions().get(0);
            if (token.regions().size() > 1) {
                // the one inside the document's own region
                String own = home.id().orElse("");
                chosen = token.regions().stream()
                        .filter(r -> !own.isEmpty()
                                && (r.parent().equals(Optional.of(own))
                                        || r.code().equals(own)))
                        .findFirst()
                        .orElse(chosen);
            }
            return Optional.of(ProseFrame.named(chosen, text.substring(token.from(), token.to())));
        }

        /** 西班牙、新加坡、德国…: a place in a list of places is part of a name. */
        private boolean listed(int i) {
            if (chinese) {
                return i > 0 && joint(tokens.get(i - 1)) || i + 1 < tokens.size() && joint(tokens.get(i + 1));
            }
            boolean before =
                    i > 1 && joint(tokens.get(i - 1)) && tokens.get(i - 2).is(Kind.REGION);
            boolean behind = i + 2 < tokens.size()
                    && joint(tokens.get(i + 1))
                    && tokens.get(i + 2).is(Kind.REGION);
            return before || behind;
        }

        private boolean joint(ProseToken token) {
            return chinese
                    ? token.word().equals("、")
                            || token.word().equals("和")
                            || token.word().equals("及")
                    : token.word().equals(",") || token.word().equalsIgnoreCase("and");
        }

        /** Whether nothing but removed words and edge words stands between the last separator and token i. */
        private boolean leads(int i) {
            int at = i - 1;
            while (at >= 0 && !separator(tokens.get(at)) && !inStatistic.get(at)) {
                at--;
            }
            String before = visible(
                    at + 1 < tokens.size() && at >= 0 ? tokens.get(at).to() : 0,
                    tokens.get(i).from());
            return trimmed(before).isEmpty();
        }

        /** English names the place behind the indicator: the GDP of China in 2016 was. */
        private boolean trails(int i, int to) {
            boolean linked = i > 0 && tokens.get(i - 1).word().matches("(?i)of|in|for");
            int next = i + 1;
            while (next < to && tokens.get(next).word().matches("(?i)in|during|for|province|city|,")) {
                next++;
            }
            return linked && (next >= to || tokens.get(next).is(Kind.TIME));
        }

        private boolean separator(ProseToken token) {
            return token.is(Kind.PUNCT) && ",;:。.！？".contains(token.word());
        }

        /** The printed text between two offsets without what was removed. */
        private String visible(int from, int to) {
            StringBuilder visible = new StringBuilder();
            for (int i = from; i < to; i++) {
                if (!removed.get(i)) {
                    visible.append(text.charAt(i));
                }
            }
            return visible.toString();
        }

        // ---- subjects

        /** Edge words, connectives and stray punctuation taken off both ends. */
        private String trimmed(String piece) {
            String result = piece;
            List<String> edges = rules.words("edge", language);
            while (true) {
                String before = result;
                result = punctuationOff(result);
                String lower = result.toLowerCase(Locale.ROOT);
                for (String edge : edges) {
                    if (lower.startsWith(edge) && boundary(result, edge.length())) {
                        result = result.substring(edge.length());
                        break;
                    }
                    if (lower.endsWith(edge) && boundary(result, result.length() - edge.length())) {
                        result = result.substring(0, result.length() - edge.length());
                        break;
                    }
                }
                if (result.equals(before)) {
                    return result;
                }
            }
        }

        /** Latin words end at blanks; Chinese ones anywhere. */
        private boolean boundary(String piece, int at) {
            if (chinese || at <= 0 || at >= piece.length()) {
                return true;
            }
            return !Character.isLetterOrDigit(piece.charAt(at)) || !Character.isLetterOrDigit(piece.charAt(at - 1));
        }

        private String punctuationOff(String piece) {
            int from = 0;
            int to = piece.length();
            while (from < to && stray(piece.charAt(from), piece, from, to, true)) {
                from++;
            }
            while (to > from && stray(piece.charAt(to - 1), piece, from, to, false)) {
                to--;
            }
            return piece.substring(from, to);
        }

        private boolean stray(char c, String piece, int from, int to, boolean front) {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || "，,、；;：:。.“”\"'‘’—-–·/".indexOf(c) >= 0) {
                return true;
            }
            if ("（(".indexOf(c) >= 0) {
                return !front || closing(piece, from, to) < 0 || closing(piece, from, to) == to - 1;
            }
            if ("）)".indexOf(c) >= 0) {
                return front || opening(piece, from, to) < 0 || opening(piece, from, to) == from;
            }
            return false;
        }

        private static int closing(String piece, int from, int to) {
            for (int i = from; i < to; i++) {
                if ("）)".indexOf(piece.charAt(i)) >= 0) {
                    return i;
                }
            }
            return -1;
        }

        private static int opening(String piece, int from, int to) {
            for (int i = to - 1; i >= from; i--) {
                if ("（(".indexOf(piece.charAt(i)) >= 0) {
                    return i;
                }
            }
            return -1;
        }

        /** The words of a subject that stand between two tokens: the last clause that says anything. */
        private String subjectText(int fromToken, int toToken) {
            int from = fromToken == 0 ? 0 : tokens.get(fromToken - 1).to();
            int to = toToken < tokens.size() ? tokens.get(toToken).from() : text.length();
            StringBuilder piece = new StringBuilder();
            List<String> pieces = new ArrayList<>();
            int depth = 0;
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                if (removed.get(i)) {
                    continue;
                }
                depth += c == '（' || c == '(' ? 1 : c == '）' || c == ')' ? -1 : 0;
                boolean ends = chinese ? "，,；;：:。！？".indexOf(c) >= 0 : ";:".indexOf(c) >= 0;
                if (ends && depth <= 0) {
                    pieces.add(piece.toString());
                    piece.setLength(0);
                } else {
                    piece.append(c);
                }
            }
            pieces.add(piece.toString());
            for (int i = pieces.size() - 1; i >= 0; i--) {
                String subject = chinese ? trimmed(pieces.get(i)) : english(pieces.get(i));
                if (!subject.isEmpty()) {
                    return withoutNotes(subject);
                }
            }
            return "";
        }

        /** In English an adverbial before the subject ends with a comma; commas inside a subject part its names. */
        private String english(String piece) {
            String result = punctuationOff(piece);
            for (int guard = 0; guard < 4; guard++) {
                int comma = result.indexOf(", ");
                if (comma < 0) {
                    break;
                }
                String head = result.substring(0, comma);
                boolean adverbial = ProseRules.begins(head, rules.words("adverbial", language));
                if (!adverbial) {
                    break;
                }
                result = punctuationOff(result.substring(comma + 1));
            }
            result = trimmed(result);
            if (ProseRules.begins(result, rules.words("nameless", language))) {
                return ""; // 1.5 billion were recorded around the world, 60 million more than ...
            }
            int which = result.lastIndexOf(", ");
            if (which > 0) {
                String tail = trimmed(result.substring(which + 1));
                boolean clause = tail.matches(
                        "(?is)(?:that|those|the|its|their|of which|while|and that|and those|among which)\\b.*");
                if (clause || result.length() > LONGEST_ENGLISH_SUBJECT) {
                    result = trimmed(tail.replaceFirst("(?i)^(?:of which|among which|while)[, ]+", ""));
                }
            }
            return result;
        }

        /** Without brackets that explain rather than name: （见图1）, （与国内生产总值之比）. */
        private String withoutNotes(String subject) {
            return Blanks.collapse(subject.replaceAll("\\[\\s?\\d{1,3}\\s?]|〔\\d{1,2}〕|【\\d{1,2}】", "")
                    .replaceAll("[（(](?:见|详见|与|含|不含|包括|不包括|指|其中|以|参见|see|including|as compared)[^（()）]*[)）]", ""));
        }

        private List<Subject> subjects(String words, Measure measure, Optional<Unit> unit) {
            List<Subject> one = new ArrayList<>();
            subject(words, measure, unit).ifPresent(one::add);
            return one;
        }

        /** A subject in its context: known by itself, a part of the main indicator, or a name of its own. */
        private Optional<Subject> subject(String words, Measure measure, Optional<Unit> unit) {
            String name = Folding.label(words);
            int longest = chinese ? LONGEST_SUBJECT : LONGEST_ENGLISH_SUBJECT;
            if (name.isEmpty() || name.length() > longest || name.codePoints().noneMatch(Character::isLetter)) {
                return Optional.empty();
            }
            if (!chinese) {
                return englishSubject(name, measure, unit);
            }
            if (COMPARED.matcher(name).find()) {
                return Optional.empty(); // 比上年多… is no name
            }
            if (RELATIVE.matcher(name).matches() && !last.isEmpty()) {
                Subject before = last.get(0);
                return Optional.of(before.named(labelled(before.text() + name)));
            }
            List<String> context =
                    main.flatMap(m -> m.indicator().id()).map(List::of).orElse(List.of());
            Optional<Indicator> known = known(name, context);
            if (known.isPresent()) {
                Subject subject = make(name, Named.unknown(name), Optional.empty(), known);
                lead(subject, unit);
                return Optional.of(subject);
            }
            String mainName = main.map(m -> m.indicator().label()).orElse("");
            if (!mainName.isEmpty() && name.length() > mainName.length() && name.endsWith(mainName)) {
                String part = trimmed(name.substring(0, name.length() - mainName.length()));
                return Optional.of(part(part, name));
            }
            String head = ProseRules.ending(name, rules.words("head", language));
            boolean sameHead = !head.isEmpty() && mainName.endsWith(head) && !mainIsSibling;
            boolean ownUnit = measure == Measure.LEVEL
                    && main.isPresent()
                    && head.isEmpty()
                    && unit.isPresent()
                    && !unit.get().dimension().equals(mainDimension);
            if (main.isPresent()
                    && breakdown
                    && !ownUnit
                    && !mainIsSibling
                    && (sameHead || head.isEmpty())
                    && measure != Measure.SHARE) {
                return Optional.of(part(sameHead ? headless(name, head) : name, name));
            }
            if (main.isPresent() && head.isEmpty() && measure == Measure.GROWTH) {
                return Optional.of(part(name, name));
            }
            Subject subject = make(name, Named.unknown(name), Optional.empty(), Optional.empty());
            lead(subject, unit);
            return Optional.of(subject);
        }

        /** Outside a breakdown each indicator leads what follows it; inside, the whole that is broken down still does. */
        private void lead(Subject subject, Optional<Unit> unit) {
            if (!breakdown || main.isEmpty() || mainIsSibling) {
                mainIsSibling = breakdown;
                main = Optional.of(subject);
                mainDimension = unit.map(Unit::dimension).orElse("");
            }
        }

        private String headless(String name, String head) {
            String part = trimmed(name.substring(0, name.length() - head.length()));
            return part.isEmpty() ? name : part;
        }

        private Optional<Subject> englishSubject(String name, Measure measure, Optional<Unit> unit) {
            String lower = name.toLowerCase(Locale.ROOT);
            for (String anaphor : List.of("that of ", "those of ", "that in ", "that for ", "that from ")) {
                if (lower.startsWith(anaphor) && main.isPresent()) {
                    String part = trimmed(name.substring(anaphor.length()));
                    return Optional.of(parallel(part).orElseGet(() -> part(part, name)));
                }
            }
            List<String> context =
                    main.flatMap(m -> m.indicator().id()).map(List::of).orElse(List.of());
            Optional<Indicator> known = known(name, context);
            boolean headed = rules.words("head", language).stream().anyMatch(head -> containsWord(lower, head));
            if (known.isEmpty() && !headed && main.isPresent() && measure != Measure.SHARE) {
                boolean own = measure == Measure.LEVEL
                        && unit.isPresent()
                        && !unit.get().dimension().equals(mainDimension);
                if (!own) {
                    Optional<Subject> parallel = sameKind(name) ? parallel(name) : Optional.empty();
                    return Optional.of(parallel.orElseGet(() -> part(name, name)));
                }
            }
            Subject subject = make(name, Named.unknown(name), Optional.empty(), known);
            lead(subject, unit);
            return Optional.of(subject);
        }

        /** "that of the secondary industry" behind "value added of the primary industry". */
        private Optional<Subject> parallel(String part) {
            String whole = main.map(Subject::text).orElse("");
            Matcher of = OF.matcher(whole);
            if (!of.find()) {
                return Optional.empty();
            }
            String name = whole.substring(0, of.end()) + part;
            Optional<Indicator> known =
                    known(name, List.of()).or(() -> known(whole.substring(0, of.end()) + "the " + part, List.of()));
            return Optional.of(make(name, Named.unknown(name), Optional.empty(), known));
        }

        private boolean sameKind(String name) {
            String whole = main.map(Subject::text).orElse("");
            return whole.contains(" ")
                    && name.contains(" ")
                    && whole.substring(whole.lastIndexOf(' ')).equalsIgnoreCase(name.substring(name.lastIndexOf(' ')));
        }

        /** The lexicon's entry of a name, with or without what stands in brackets. */
        private Optional<Indicator> known(String name, List<String> context) {
            return lexicon.indicator(name, context)
                    .or(() -> lexicon.indicator(name.replaceAll("\\s*[（(][^（()）]*[)）]", ""), context));
        }

        private static boolean containsWord(String text, String word) {
            int at = text.indexOf(word);
            while (at >= 0) {
                boolean starts = at == 0 || !Character.isLetter(text.charAt(at - 1));
                int end = at + word.length();
                boolean ends = end == text.length() || !Character.isLetter(text.charAt(end));
                if (starts && ends) {
                    return true;
                }
                at = text.indexOf(word, at + 1);
            }
            return false;
        }

        private Subject part(String part, String words) {
            Subject whole = main.orElseThrow();
            String label = whole.indicator().label() + " / " + words;
            Optional<Indicator> known = lexicon.indicator(
                            part, whole.indicator().id().map(List::of).orElse(List.of()))
                    .or(() -> lexicon.indicator(part + whole.indicator().label()));
            return make(words, new Named(label, Optional.empty(), ""), Optional.of(part), known);
        }

        private Subject make(String words, Named indicator, Optional<String> part, Optional<Indicator> known) {
            SortedMap<String, String> qualifiers = new TreeMap<>();
            part.ifPresent(p -> qualifiers.put("part", p));
            partner.ifPresent(p -> qualifiers.put("partner", p));
            calibre.ifPresent(c -> qualifiers.put("scope", c));
            Named named = known.map(k -> new Named(indicator.label(), Optional.of(k.id()), k.kind()))
                    .orElse(indicator);
            return new Subject(words, named, part, region, qualifiers);
        }

        // ---- figures

        /** A value with its unit and sign. */
        private record Figure(BigDecimal value, Optional<ProseToken> unit, int token) {}

        private List<Figure> figures(int from, int to, int wholeFrom) {
            List<Figure> figures = new ArrayList<>();
            Optional<Boolean> direction = Optional.empty();
            for (int i = to - 1; i > from; i--) {
                // 0.6 percentage points lower: the direction stands behind
                if (directions.containsKey(i)
                        && tokens.subList(from, i).stream()
                                        .filter(t -> t.is(Kind.NUM))
                                        .count()
                                == 1) {
                    direction = Optional.ofNullable(directions.get(i));
                }
            }
            for (int i = wholeFrom; i < from; i++) {
                if (directions.containsKey(i)) {
                    direction = Optional.ofNullable(directions.get(i));
                }
            }
            for (int i = from; i < to; i++) {
                ProseToken token = tokens.get(i);
                if (directions.containsKey(i)) {
                    direction = Optional.ofNullable(directions.get(i));
                }
                if (token.is(Kind.NUM)) {
                    BigDecimal value = token.values().get(0);
                    boolean down = direction.isPresent() && !direction.get();
                    figures.add(new Figure(down ? value.abs().negate() : value, Optional.empty(), i));
                } else if ((token.is(Kind.UNIT) || token.is(Kind.PCT) || token.is(Kind.PP)) && !figures.isEmpty()) {
                    Figure open = figures.get(figures.size() - 1);
                    if (open.unit().isEmpty()) {
                        figures.set(figures.size() - 1, new Figure(open.value(), Optional.of(token), open.token()));
                    }
                }
            }
            Optional<ProseToken> ends = figures.isEmpty()
                    ? Optional.empty()
                    : figures.get(figures.size() - 1).unit().filter(u -> u.is(Kind.PP));
            if (ends.isPresent()) {
                // 0.1个和0.4个百分点: the measure word alone is no unit
                figures.replaceAll(
                        f -> f.unit().filter(u -> u.word().equals("个")).isPresent()
                                ? new Figure(f.value(), ends, f.token())
                                : f);
            }
            // 4.4和8.5个百分点: the last unit holds for those before it
            Optional<ProseToken> unit = Optional.empty();
            for (int i = figures.size() - 1; i >= 0; i--) {
                Figure figure = figures.get(i);
                if (figure.unit().isPresent()) {
                    unit = figure.unit();
                } else {
                    figures.set(i, new Figure(figure.value(), unit, figure.token()));
                }
            }
            return figures;
        }

        /** Reads a figure; whether the words before it are used up. */
        private boolean statistic(Found found, int cursor) {
            String kind = found.rule().emits().getOrDefault("measure", "level");
            found.group("basis").ifPresent(span -> basis = basisWords(printed(span.from(), span.to())));
            switch (kind) {
                case "counted" -> {
                    return counted(found, cursor);
                }
                case "elided" -> {
                    return elided(found, cursor);
                }
                case "again" -> {
                    return again(found);
                }
                case "compared" -> compared(found);
                case "from-to" -> fromTo(found, cursor);
                case "arrives" -> {
                    return arrives(found, cursor);
                }
                case "ratio" -> ratio(found, cursor);
                case "pair" -> pair(found, cursor);
                case "compare" -> compare(found, cursor);
                case "share" -> share(found, cursor);
                case "growth+change" -> {
                    Optional<List<Subject>> subjects = subjectsFor(found, cursor, 1, Measure.GROWTH, Optional.empty());
                    subjects.ifPresent(list -> {
                        lateTime(found);
                        emitGroup(found, "growth", list, Measure.GROWTH);
                        emitGroup(found, "change", list, Measure.CHANGE);
                        remember(list);
                    });
                }
                case "change+growth" -> {
                    Optional<List<Subject>> subjects = subjectsFor(found, cursor, 1, Measure.GROWTH, Optional.empty());
                    subjects.ifPresent(list -> {
                        lateTime(found);
                        emitGroup(found, "change", list, Measure.CHANGE);
                        emitGroup(found, "growth", list, Measure.GROWTH);
                        remember(list);
                    });
                }
                case "level+growth" -> {
                    Optional<List<Subject>> subjects = subjectsFor(found, cursor, 1, Measure.LEVEL, Optional.empty());
                    subjects.ifPresent(list -> {
                        lateTime(found);
                        emitGroup(found, "growth", list, Measure.GROWTH);
                        emitGroup(found, "change", list, Measure.CHANGE);
                        found.group("value").ifPresent(span -> {
                            Figure figure = figures(span.from(), found.to(), span.from())
                                    .get(0);
                            emit(list.get(0), Measure.LEVEL, figure, found);
                        });
                        remember(list);
                    });
                }
                default -> plain(found, cursor, Measure.valueOf(kind.toUpperCase(Locale.ROOT)));
            }
            return true;
        }

        /** 15.9万户城乡低保家庭: what is counted stands behind its count; with a name before it the count only modifies. */
        private boolean counted(Found found, int cursor) {
            Span span = found.group("value").orElse(new Span(found.from(), found.to()));
            Span name = found.group("counted").orElse(new Span(found.to(), found.to()));
            String before = subjectText(cursor, found.from());
            String state = found.group("state")
                    .map(s -> " " + printed(s.from(), s.to()))
                    .orElse("");
            String noun = found.group("noun")
                    .map(s -> printed(s.from(), s.to()))
                    .map(unit -> withoutScale(unit) + " ")
                    .orElse("");
            String what = trimmed(noun + printed(name.from(), name.to())) + state;
            boolean uncounted = rules.words("uncounted", language).stream().anyMatch(what::startsWith);
            List<Figure> figures = figures(span.from(), name.from(), span.from());
            boolean share = figures.get(0).unit().filter(u -> u.is(Kind.PCT)).isPresent();
            if (share && !before.isEmpty()) {
                plain(found, cursor, Measure.LEVEL); // the median was 84.1 percent of the average
                return true;
            }
            boolean behind = share
                    && !last.isEmpty()
                    && before.isEmpty()
                    && found.from() > 1
                    && tokens.get(found.from() - 1).word().equals(",")
                    && inStatistic.get(found.from() - 2);
            if (behind) {
                // US$ 3.94 trillion, 14.4% of the world total
                Subject whole = last.get(0);
                emit(
                        whole.named(labelled(whole.text() + " as a share of " + what)),
                        Measure.SHARE,
                        figures.get(0),
                        found);
                return true;
            }
            boolean ends = !chinese
                    || found.to() >= tokens.size()
                    || tokens.get(found.to()).is(Kind.PUNCT);
            if (!before.isEmpty() || what.isEmpty() || uncounted || !ends || depth(found.from()) > 0) {
                return false;
            }
            Subject subject = make(what, labelled(what), Optional.empty(), lexicon.indicator(what));
            lateTime(found);
            emit(subject, share ? Measure.SHARE : Measure.LEVEL, figures.get(0), found);
            remember(List.of(subject));
            return true;
        }

        /** million people counts people. */
        private static String withoutScale(String unit) {
            int blank = unit.indexOf(' ');
            String first = blank < 0 ? unit : unit.substring(0, blank);
            return Numerals.scaleWord(first).isEmpty() ? unit : blank < 0 ? "" : unit.substring(blank + 1);
        }

        /** exports rose 4.2 percent, imports 3.1 percent: the verb is the one of the figure before. */
        private boolean elided(Found found, int cursor) {
            Span span = found.group("value").orElse(new Span(found.from(), found.to()));
            List<Figure> figures = figures(span.from(), found.to(), span.from());
            boolean perCent = figures.get(0).unit().filter(u -> u.is(Kind.PCT)).isPresent();
            Said before = perCent ? saidPerCent : saidQuantity;
            boolean breathes = false;
            for (int i = cursor; i < found.from() && before != null; i++) {
                ProseToken token = tokens.get(i);
                if (token.is(Kind.NUM) || inStatistic.get(i)) {
                    return false;
                }
                breathes |= i <= cursor + 1
                        && (token.is(Kind.PUNCT) && ",;、".contains(token.word())
                                || token.word().matches("(?i)and|while|whereas"));
            }
            if (before == null || !breathes || depth(found.from()) > 0 || found.from() == 0) {
                return false;
            }
            ProseToken last = tokens.get(found.from() - 1);
            if (last.is(Kind.WORD)
                    && rules.words("unelided", language).contains(last.word().toLowerCase(Locale.ROOT))) {
                return false;
            }
            Optional<When> then = when;
            String words = subjectText(cursor, found.from());
            if (words.isEmpty() && then.equals(before.when()) && !placeChanged) {
                return false;
            }
            Optional<List<Subject>> subjects = subjectsFor(
                    words, 1, before.measure(), figures.get(0).unit().flatMap(ProseToken::unit));
            if (subjects.isEmpty()) {
                return false;
            }
            Subject subject = subjects.get().get(0);
            Figure figure = before.down()
                    ? new Figure(
                            figures.get(0).value().negate(),
                            figures.get(0).unit(),
                            figures.get(0).token())
                    : figures.get(0);
            lateTime(found);
            if (before.measure() == Measure.SHARE && before.found().group("of").isPresent()) {
                Subject share = subject.named(shareLabel(before.found(), subject));
                emit(share, Measure.SHARE, figure, found);
            } else {
                emit(subject, before.measure(), figure, found);
            }
            remember(List.of(subject));
            return true;
        }

        /** by 0.7 percent in the euro area and by 0.4 percent in the EU: the same of another place. */
        private boolean again(Found found) {
            Span span = found.group("value").orElse(new Span(found.from(), found.to()));
            List<Figure> figures = figures(span.from(), found.to(), span.from());
            if (saidPerCent == null
                    || saidPerCent.measure() != Measure.GROWTH
                    || last.size() != 1
                    || figures.isEmpty()
                    || depth(found.from()) > 0) {
                return false;
            }
            Figure figure = figures.get(0);
            Subject subject = regionOf(tokens.get(found.to() - 1))
                    .map(place -> last.get(0).in(place))
                    .orElse(last.get(0));
            emit(
                    subject,
                    Measure.GROWTH,
                    saidPerCent.down() ? new Figure(figure.value().negate(), figure.unit(), figure.token()) : figure,
                    found);
            return true;
        }

        /** up 3.1 percent, after 2.8 percent in the second quarter: the same at another time. */
        private void compared(Found found) {
            Span span = found.group("value").orElse(new Span(found.from(), found.to()));
            int signFrom = found.group("dir").map(Span::from).orElse(span.from());
            List<Figure> figures = figures(span.from(), found.to(), signFrom);
            Optional<When> past = found.group("past")
                    .flatMap(this::said)
                    .or(() -> found.group("step").isPresent() ? before() : lastPast);
            if (last.isEmpty() || figures.isEmpty() || past.isEmpty() || depth(found.from()) > 0) {
                return;
            }
            lastPast = past;
            boolean perCent = figures.get(0).unit().filter(u -> u.is(Kind.PCT)).isPresent();
            Optional<When> corresponding = past.filter(
                            w -> printed(found.from(), found.to()).matches("(?is).*\\b(?:corresponding|same)\\b.*"))
                    .filter(w -> w.part().isEmpty() && w.toYear().isEmpty())
                    .flatMap(w -> when.map(now -> new When(w.year(), w.shift(), now.part(), Optional.empty())));
            boolean moved = found.group("dir").isPresent()
                    || perCent
                            && saidPerCent != null
                            && saidPerCent.measure() == Measure.GROWTH
                            && !tokens.get(found.from()).word().equalsIgnoreCase("from");
            // at the end of 2034, up from 62.4 percent a year earlier
            Optional<When> shifted = past.filter(w -> w.year().isEmpty() && w.shift() != 0)
                    .flatMap(w -> when.flatMap(When::year)
                            .map(year -> new When(Optional.of(year + w.shift()), 0, w.part(), w.toYear())));
            at(
                    corresponding.or(() -> shifted).or(() -> past),
                    () -> emit(last.get(0), moved ? Measure.GROWTH : Measure.LEVEL, figures.get(0), found));
        }

        /** The quarter or month before the one that is spoken of. */
        private Optional<When> before() {
            Optional<When> now = when.or(frame::when);
            Matcher part = STEP.matcher(now.map(When::part).orElse(""));
            Optional<Integer> year = now.flatMap(When::year).or(frame::year);
            if (!part.matches() || year.isEmpty()) {
                return Optional.empty();
            }
            boolean quarter = part.group("kind").equals("-Q");
            int count = Integer.parseInt(part.group("count")) - 1;
            int whole = count == 0 ? quarter ? 4 : 12 : count;
            String code = part.group("kind") + (quarter || whole > 9 ? "" : "0") + whole;
            return Optional.of(new When(Optional.of(year.get() - (count == 0 ? 1 : 0)), 0, code, Optional.empty()));
        }

        /** 由15.4%提升至15.6%, from 2.72% in 2028 to 2.76% in 2029. */
        private void fromTo(Found found, int cursor) {
            Span first = found.group("first").orElse(new Span(found.from(), found.to()));
            Span second = found.group("value").orElse(first);
            List<Figure> figures = new ArrayList<>();
            for (int i : new int[] {first.from(), second.from()}) {
                Optional<ProseToken> unit = Optional.empty();
                for (int j : new int[] {i, second.from()}) {
                    if (unit.isEmpty()
                            && j + 1 < found.to()
                            && !tokens.get(j + 1).is(Kind.PUNCT)) {
                        ProseToken next = tokens.get(j + 1);
                        unit = Optional.of(next).filter(t -> t.is(Kind.UNIT) || t.is(Kind.PCT) || t.is(Kind.PP));
                    }
                }
                figures.add(new Figure(tokens.get(i).values().get(0), unit, i));
            }
            String words = found.from() >= cursor ? subjectText(cursor, found.from()) : "";
            Measure measure = byTail(words, Measure.LEVEL, figures.get(1));
            Optional<List<Subject>> subjects = subjectsFor(
                    tailless(words, measure), 1, measure, figures.get(1).unit().flatMap(ProseToken::unit));
            if (subjects.isEmpty() || depth(found.from()) > 0) {
                return;
            }
            Optional<When> past = found.group("past").flatMap(this::said);
            pastUnknown = past.isEmpty();
            at(past.or(() -> when), () -> emit(subjects.get().get(0), measure, figures.get(0), found));
            pastUnknown = false;
            Optional<When> now = found.group("now").flatMap(this::said).or(() -> when);
            at(now, () -> emit(subjects.get().get(0), measure, figures.get(1), found));
            remember(subjects.get());
            forgetShift();
        }

        /** ..., or 0.3 percent, to $38.90: where a change leads. */
        private boolean arrives(Found found, int cursor) {
            boolean carried =
                    !last.isEmpty() && (saidPerCent != null || saidQuantity != null) && found.from() >= cursor;
            String first = tokens.get(found.from()).word().toLowerCase(Locale.ROOT);
            boolean verb = !first.equals("to");
            for (int i = cursor; i < found.from() && carried; i++) {
                ProseToken token = tokens.get(i);
                boolean nothing = token.is(Kind.TIME)
                        || removed.get(token.from())
                        || token.word().equals(",")
                        || token.word().matches("(?i)in|the|over|on|of|a|an|annual|rate|at|month|year|previous");
                carried &= nothing;
            }
            if (!carried && verb) {
                plain(found, cursor, Measure.LEVEL);
            }
            if (!carried) {
                return verb;
            }
            Span span = found.group("value").orElse(new Span(found.from(), found.to()));
            Figure figure = figures(span.from(), found.to(), span.from()).get(0);
            // growth fell to 3.3%, averaging 3.6% over three months
            boolean mean = first.equals("averaging")
                    && saidPerCent != null
                    && figure.unit().filter(u -> u.is(Kind.PCT)).isPresent();
            Measure measure = mean && saidPerCent != null ? saidPerCent.measure() : Measure.LEVEL;
            // fell by 3.2 points between 2030 and 2034, to 7.6 percent: in 2034
            Optional<When> then = when.flatMap(When::toYear).map(When::ofYear).or(() -> when);
            at(then, () -> emit(last.get(0), measure, figure, found));
            return true;
        }

        private Optional<When> said(Span time) {
            return scanner.periods()
                    .at(folded(), tokens.get(time.from()).from(), chinese)
                    .map(Periods.Found::when);
        }

        /** Says something of another time and comes back. */
        private void at(Optional<When> time, Runnable saying) {
            Optional<When> now = when;
            when = time;
            saying.run();
            when = now;
        }

        private void emitGroup(Found found, String group, List<Subject> list, Measure measure) {
            found.group(group).ifPresent(span -> {
                List<Figure> figures = figures(span.from(), Math.min(found.to(), span.to() + 1), found.from());
                if (!figures.isEmpty()) {
                    Optional<ProseToken> unit = figures.get(0).unit();
                    Measure fitting = unit.filter(u -> u.is(Kind.PP)).isPresent()
                            ? Measure.POINTS
                            : unit.filter(u -> u.is(Kind.UNIT)).isPresent() ? Measure.CHANGE : measure;
                    emit(list.get(0), fitting, figures.get(0), found);
                }
            });
        }

        private static String basisWords(String printed) {
            return Folding.label(printed).replaceAll("[（(][^（()）]*[)）]", "").replaceAll("^[比较与]|相比$", "");
        }

        private void remember(List<Subject> subjects) {
            last = List.copyOf(subjects);
            for (Subject subject : subjects) {
                recent.remove(subject);
                recent.add(subject);
            }
            while (recent.size() > 12) {
                recent.remove(0);
            }
        }

        private void plain(Found found, int cursor, Measure asked) {
            boolean list = found.group("values").isPresent();
            Span span = found.group("values").or(() -> found.group("value")).orElse(new Span(found.from(), found.to()));
            boolean state = asked == Measure.LEVEL || asked == Measure.INDEX;
            // the rate fell to 5.1 percent: the verb tells no sign of what is reached
            List<Figure> figures = figures(span.from(), found.to(), state ? span.from() : found.from());
            if (figures.isEmpty()) {
                return;
            }
            if (depth(found.from()) > 0) {
                boolean part = asked == Measure.LEVEL && !list && chinese && inBracket(found, cursor, figures.get(0));
                if (!part) {
                    removeBracket(found);
                }
                return;
            }
            int count = list ? figures.size() : 1;
            Measure measure = asked;
            int begin = found.group("anchor").map(Span::to).orElse(found.from());
            String words = named(found).orElseGet(() -> found.from() >= cursor ? subjectText(cursor, begin) : "");
            boolean arrives = begin < span.from() && printed(begin, span.from()).matches(".*[到至折合]");
            if (measure == Measure.LEVEL || measure == Measure.INDEX) {
                measure = byTail(words, measure, figures.get(0));
            }
            if (words.isEmpty() && last.isEmpty()) {
                return;
            }
            if (measure == Measure.LEVEL && words.isEmpty() && !list && !arrives && !placeChanged) {
                return;
            }
            if (measure == Measure.SHARE
                    && rules.words("tail:share", language).contains(words)
                    && last.size() == count
                    && last.stream()
                            .noneMatch(subject -> ProseRules.ending(subject.text(), rules.words("tail:share", language))
                                    .equals(words))) {
                for (int i = 0; i < count; i++) {
                    Subject share = last.get(i).named(labelled(last.get(i).text() + words));
                    emit(share, Measure.SHARE, figures.get(i), found);
                }
                return; // 企业、高校经费…，占比分别为…: shares of what was said before
            }
            String tail = tail(words);
            boolean negative =
                    measure == Measure.GROWTH && asked == Measure.LEVEL && (tail.contains("降") || tail.contains("跌"));
            String bare = tailless(words, measure);
            Optional<List<Subject>> subjects =
                    subjectsFor(bare, count, measure, figures.get(0).unit().flatMap(ProseToken::unit));
            if (subjects.isEmpty()) {
                return;
            }
            if (asked == Measure.POINTS && bare.isEmpty() && lastShares.size() == count) {
                subjects = Optional.of(lastShares); // 比重…，提高1.1个百分点 speaks of the share
            }
            lastShares = List.of();
            lateTime(found);
            for (int i = 0; i < count; i++) {
                Figure figure = figures.get(i);
                Figure signed = negative ? new Figure(figure.value().negate(), figure.unit(), figure.token()) : figure;
                emit(subjects.get().get(i), measure, signed, found);
            }
            remember(subjects.get());
            if (measure == Measure.LEVEL) {
                pairBase = Optional.of(subjects.get().get(0));
            }
            forgetShift();
        }

        /** 医院894个（公立医院371个，民营医院523个）: parts of what was counted, in a bracket of their own. */
        private boolean inBracket(Found found, int cursor, Figure figure) {
            if (last.isEmpty()
                    || saidQuantity == null
                    || figure.unit().filter(u -> u.is(Kind.UNIT)).isEmpty()) {
                return false;
            }
            int open = found.from() - 1;
            while (open > 0 && !tokens.get(open).word().equals("(")) {
                open--;
            }
            String words = subjectText(Math.max(cursor, open + 1), found.from()).replaceFirst("^(?:其中|包括|包含|含|内含)", "");
            boolean converted = printed(open, found.from()).matches("(?s).*(?:按|折|汇率|相当于).*");
            if (converted
                    || words.length() < 2
                    || words.length() > 14
                    || words.matches("(?s)(?:按|以|不|与|约|合|比|较|占|折|扣|原|未|[\\p{Punct}]).*|.*(?:计|为|后)")) {
                return false;
            }
            emit(
                    make(words, labelled(words), Optional.empty(), lexicon.indicator(words)),
                    Measure.LEVEL,
                    figure,
                    found);
            return true;
        }

        private void forgetShift() {
            if (when.isPresent() && when.get().shift() != 0) {
                when = paragraphWhen;
            }
        }

        /** A conversion in brackets is no figure of its own and no part of the next name. */
        private void removeBracket(Found found) {
            int from = found.from();
            while (from > 0 && !tokens.get(from).word().equals("(")) {
                from--;
            }
            int to = found.to();
            while (to < tokens.size() && !tokens.get(to - 1).word().equals(")")) {
                to++;
            }
            remove(from, to);
        }

        private int depth(int token) {
            int depth = 0;
            for (int i = 0; i < token; i++) {
                if (tokens.get(i).is(Kind.PUNCT)) {
                    depth += tokens.get(i).word().equals("(")
                            ? 1
                            : tokens.get(i).word().equals(")") ? -1 : 0;
                }
            }
            return depth;
        }

        /** In English the time may stand behind the figure: was 5 billion yuan in 2019, up 3 percent. */
        private void lateTime(Found found) {
            if (chinese) {
                return;
            }
            for (int i = clause; i < found.from(); i++) {
                if (tokens.get(i).is(Kind.TIME)) {
                    return; // it was said before the figure
                }
            }
            for (int i = found.to(); i < Math.min(tokens.size(), found.to() + 9); i++) {
                ProseToken token = tokens.get(i);
                if (token.is(Kind.TIME)) {
                    Optional<When> carried = paragraphWhen;
                    time(i);
                    // a day is when something was counted, no period of the next sentence; nor is a month in a text of
                    // quarters
                    boolean day = when.filter(
                                    w -> w.part().length() > 3 && w.part().indexOf('/') < 0)
                            .isPresent();
                    boolean month =
                            when.filter(w -> w.part().matches("-\\d\\d")).isPresent();
                    boolean longer = carried.or(frame::when)
                            .filter(w -> w.part().matches("-[QH].*|.*/.*"))
                            .isPresent();
                    boolean span = when.filter(
                                    w -> w.toYear().orElse(0) - w.year().orElse(0) > 1
                                            && w.year().isPresent())
                            .isPresent();
                    if (day || span || month && longer) {
                        paragraphWhen = carried;
                    }
                    return;
                }
                boolean timely = token.word().equals(",")
                        && i + 1 < tokens.size()
                        && tokens.get(i + 1).word().matches("(?i)in|during|for|at");
                if (inStatistic.get(i)
                        || token.is(Kind.PUNCT) && !timely
                        || token.word()
                                .matches(
                                        "(?i)and|but|while|whereas|which|with|compared|after|from|than|against|versus|to|or|over")) {
                    return;
                }
            }
        }

        private String tail(String words) {
            return ProseRules.ending(words, rules.words("tail:growth", language));
        }

        /** A level of 增速 is a growth rate, of 占比 a share. */
        private Measure byTail(String words, Measure measure, Figure figure) {
            boolean perCent = figure.unit().filter(u -> u.is(Kind.PCT)).isPresent();
            if (lexicon.indicator(Folding.label(words)).isPresent()) {
                return measure; // 自然增长率 is a statistic of its own, no growth of 自然
            }
            boolean growing = !chinese
                    && rules.words("tail:growth", language).stream()
                            .anyMatch(tail -> containsWord(words.toLowerCase(Locale.ROOT), tail));
            if (perCent && (growing || !tail(words).isEmpty())) {
                return Measure.GROWTH;
            }
            if (perCent
                    && !ProseRules.ending(words, rules.words("tail:share", language))
                            .isEmpty()) {
                return Measure.SHARE;
            }
            if (measure == Measure.LEVEL
                    && !ProseRules.ending(words, rules.words("tail:index", language))
                            .isEmpty()) {
                return Measure.INDEX;
            }
            return measure;
        }

        private String tailless(String words, Measure measure) {
            if (measure != Measure.GROWTH && measure != Measure.POINTS) {
                return words;
            }
            String tail = tail(words);
            String left = trimmed(words.substring(0, words.length() - tail.length()));
            String rest = left.matches("同比|环比|(?:比|较).{0,3}(?:上|去|同|前).{0,4}") ? "" : left; // 同比增幅为11.3%
            boolean itself = !chinese && rest.isEmpty() && words.equalsIgnoreCase("growth");
            return tail.isEmpty() || itself ? words : rest;
        }

        private Optional<List<Subject>> subjectsFor(
                Found found, int cursor, int count, Measure measure, Optional<Unit> unit) {
            return subjectsFor(named(found).orElseGet(() -> subjectText(cursor, found.from())), count, measure, unit);
        }

        /** An increase in the goods deficit of $3 billion: the pattern itself holds the subject. */
        private Optional<String> named(Found found) {
            return found.group("name").map(span -> trimmed(printed(span.from(), span.to())));
        }

        /** As many subjects as there are figures; empty where they do not fit together. */
        private Optional<List<Subject>> subjectsFor(String words, int count, Measure measure, Optional<Unit> unit) {
            if (words.isEmpty()) {
                if (last.size() == count) {
                    List<Subject> same = placeChanged
                            ? last.stream().map(subject -> subject.in(region)).toList()
                            : last;
                    placeChanged = false;
                    return Optional.of(same);
                }
                return count > 1 && recent.size() >= count
                        ? Optional.of(List.copyOf(recent.subList(recent.size() - count, recent.size())))
                        : Optional.empty();
            }
            placeChanged = false;
            if (count > 1
                    && recent.size() >= count
                    && ALL_OF_THEM.matcher(words).matches()) {
                List<Subject> all = List.copyOf(recent.subList(recent.size() - count, recent.size()));
                if (sameCount(words, count)) {
                    return Optional.of(all);
                }
            }
            if (count == 1) {
                List<Subject> one = subjects(words, measure, unit);
                return one.isEmpty() ? Optional.empty() : Optional.of(one);
            }
            List<String> names = Coordination.split(words, count, chinese, rules.words("head", language));
            if (names.isEmpty()) {
                return partners(words, count, measure, unit)
                        .or(() -> namedBefore(words, count, measure, unit))
                        .or(() -> ofAll(words, count, measure, unit));
            }
            List<Optional<Named>> places = places(names);
            if (!places.isEmpty()) {
                return Optional.of(ofPlaces(names, places, measure, unit));
            }
            List<Subject> subjects = new ArrayList<>();
            for (String name : names) {
                subject(trimmed(name), measure, unit).ifPresent(subjects::add);
            }
            return subjects.size() == count ? Optional.of(subjects) : Optional.empty();
        }

        private boolean sameCount(String words, int count) {
            return words.charAt(0) == " 一两三四五六七八".charAt(Math.min(count, 8)) || count == 2 && words.charAt(0) == '二';
        }

        /** 对美国、欧盟、日本出口分别增长: one name, and as many partners as there are figures. */
        private Optional<List<Subject>> partners(String words, int count, Measure measure, Optional<Unit> unit) {
            List<String> partners = partner.stream()
                    .flatMap(p -> Coordination.split(p, count, chinese, List.of()).stream())
                    .toList();
            List<Subject> subjects = new ArrayList<>();
            Optional<String> all = partner;
            for (String each : partners) {
                partner = Optional.of(each);
                subject(words, measure, unit).ifPresent(subjects::add);
            }
            partner = all;
            return subjects.size() == count ? Optional.of(subjects) : Optional.empty();
        }

        /** 前三大贸易伙伴为东盟、欧盟和美国，进出口额分别为…: the clause before tells the names. */
        private Optional<List<Subject>> namedBefore(String words, int count, Measure measure, Optional<Unit> unit) {
            Matcher clause = NAMES_BEFORE.matcher(text.substring(0, Math.max(0, text.lastIndexOf(words))));
            String names = "";
            String kind = "";
            while (clause.find()) {
                kind = clause.group("kind");
                names = clause.group("names");
            }
            List<String> each = Coordination.split(names, count, chinese, List.of());
            if (!chinese || each.isEmpty() || last.size() == count && names.length() > 60) {
                return Optional.empty();
            }
            Optional<String> all = partner;
            boolean partners = kind.matches(".*(?:伙伴|市场|来源地|对象|目的地)");
            List<Subject> subjects = new ArrayList<>();
            for (String name : each) {
                partner = partners ? Optional.of(trimmed(Folding.label(name))) : all;
                Optional<Subject> subject = subject(words, measure, unit);
                Optional<Named> place = places(List.of(name)).stream()
                        .flatMap(Optional::stream)
                        .findFirst()
                        .filter(p -> !partners);
                subject.map(s -> place.map(s::in).orElse(s))
                        .map(s -> partners || place.isPresent() ? s : narrowed(s, trimmed(name)))
                        .ifPresent(subjects::add);
            }
            partner = all;
            return subjects.size() == count ? Optional.of(subjects) : Optional.empty();
        }

        /** The shares of the three sectors were ..., respectively: the sectors were named before. */
        private Optional<List<Subject>> ofAll(String words, int count, Measure measure, Optional<Unit> unit) {
            String number = List.of("", "", "two", "three", "four", "five", "six", "seven", "eight")
                    .get(Math.min(count, 8));
            if (chinese || recent.size() < count || !containsWord(words.toLowerCase(Locale.ROOT), number)) {
                return Optional.empty();
            }
            List<Subject> before = List.copyOf(recent.subList(recent.size() - count, recent.size()));
            return subject(words, measure, unit)
                    .map(all -> before.stream()
                            .map(each -> narrowed(all, each.text()))
                            .toList());
        }

        private static Subject narrowed(Subject whole, String part) {
            SortedMap<String, String> qualifiers = new TreeMap<>(whole.qualifiers());
            qualifiers.put("part", part);
            Named label = Named.unknown(whole.indicator().label() + " / " + part);
            return new Subject(whole.text(), label, Optional.of(part), whole.region(), qualifiers);
        }

        /** The places that lead every name of a list (东部、中部、西部地区…, 西班牙、新加坡、德国…), empty where one does not. */
        private List<Optional<Named>> places(List<String> names) {
            List<Optional<Named>> places = new ArrayList<>();
            for (String name : names) {
                Optional<ProseToken> token =
                        scanner.scan(name).stream().findFirst().filter(t -> t.is(Kind.REGION) && t.from() == 0);
                if (!chinese || token.isEmpty()) {
                    return List.of();
                }
                places.add(Optional.of(ProseFrame.named(
                        token.get().regions().get(0),
                        name.substring(0, token.get().to()))));
            }
            return places;
        }

        private List<Subject> ofPlaces(
                List<String> names, List<Optional<Named>> places, Measure measure, Optional<Unit> unit) {
            String last = names.get(names.size() - 1);
            String words = trimmed(last.substring(Math.min(
                    last.length(),
                    places.get(places.size() - 1).orElseThrow().label().length())));
            List<Subject> subjects = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                Named place = places.get(i).orElseThrow();
                subject(words.isEmpty() ? names.get(i) : words, measure, unit)
                        .ifPresent(s -> subjects.add(s.in(place)));
            }
            return subjects;
        }

        // ---- shares, ratios, comparisons, pairs

        private void share(Found found, int cursor) {
            Span span = found.group("values").or(() -> found.group("value")).orElse(new Span(found.from(), found.to()));
            List<Figure> figures = figures(span.from(), found.to(), span.from());
            String words = found.from() >= cursor ? subjectText(cursor, found.from()) : "";
            int count = found.group("values").isPresent() ? figures.size() : 1;
            if (figures.isEmpty()) {
                return;
            }
            Optional<List<Subject>> wholes = words.isEmpty() && last.isEmpty()
                    ? Optional.empty()
                    : words.isEmpty() && placeShare(found)
                            ? Optional.of(List.of(make(
                                    region.label(), Named.unknown(region.label()), Optional.empty(), Optional.empty())))
                            : subjectsFor(words, count, Measure.SHARE, Optional.empty());
            if (wholes.isEmpty()) {
                return;
            }
            lateTime(found);
            List<Subject> shares = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Subject subject = wholes.get().get(i);
                Named label = shareLabel(found, subject);
                emit(subject.named(label), Measure.SHARE, figures.get(i), found);
                shares.add(subject.named(label));
            }
            remember(wholes.get());
            lastShares = shares;
        }

        /** Germany accounted for 27.3% of EU exports: the place is the part, and the whole is named behind. */
        private boolean placeShare(Found found) {
            String of = found.group("of")
                    .map(s -> printed(s.from(), s.to()))
                    .orElse("")
                    .toLowerCase(Locale.ROOT);
            return !chinese
                    && placeChanged
                    && found.group("values").isEmpty()
                    && !of.isEmpty()
                    && !of.matches(
                            "(?:the |its |all |this |that )*(?:\\w+ )?(?:total|whole|them|it|these|those|latter)");
        }

        private Named shareLabel(Found found, Subject subject) {
            Optional<Span> group = found.group("of");
            String head = ProseRules.ending(subject.text(), rules.words("head", language));
            boolean sameHead = !head.isEmpty()
                    && group.map(s -> printed(s.from(), s.to()).endsWith(head)).orElse(false);
            // 制造业占…比重 where the denominator is another word for the whole, 住宅投资占…投资的比重 where it is the same
            String name = subject.part()
                    .filter(p -> last.contains(subject) && !sameHead)
                    .orElse(subject.text());
            if (!chinese) {
                String of = group.map(s -> trimmed(visible(
                                tokens.get(s.from()).from(),
                                tokens.get(s.to() - 1).to())))
                        .orElse("");
                return labelled(of.isEmpty() ? name + " share" : name + " as a share of " + of);
            }
            String ending = found.group("share")
                    .map(s -> printed(s.from(), s.to()))
                    .orElseGet(() -> group.filter(s -> s.to() < tokens.size()
                                    && tokens.get(s.to()).word().equals("的"))
                            .map(s -> "的比重")
                            .orElse("比重"));
            String of = group.map(s -> {
                        for (int i = s.from(); i < s.to(); i++) {
                            Found scope = scopes.get(i);
                            boolean own = scope != null && !scope.rule().emits().containsKey("region");
                            if (own || tokens.get(i).is(Kind.TIME)) {
                                remove(i, own && scope != null ? scope.to() : i + 1);
                            }
                        }
                        return Folding.label(trimmed(visible(
                                tokens.get(s.from()).from(),
                                tokens.get(s.to() - 1).to())));
                    })
                    .orElse("");
            if (group.isEmpty()) {
                // 65岁及以上人口…，占17.9%: the name as printed where no denominator was said
                name = denominator.isPresent() ? name : subject.text();
                of = denominator.orElse("");
                ending = "比重";
            } else if (of.isEmpty()) {
                of = group.map(s -> printed(s.from(), s.to())).orElse("") + knownEnding(name);
            } else {
                denominator = Optional.of(of);
            }
            String link = found.rule().emits().getOrDefault("link", "占");
            return labelled(of.isEmpty() ? name + "占比" : name + link + of + ending);
        }

        /** The shortest known indicator that a name ends with: 出口 in 高新技术产品出口. */
        private String knownEnding(String name) {
            for (int i = name.length() - 2; i >= 0; i--) {
                if (lexicon.indicator(name.substring(i)).isPresent()) {
                    return name.substring(i);
                }
            }
            return "";
        }

        private Named labelled(String label) {
            return lexicon.indicator(label)
                    .or(() -> lexicon.indicator(label.replace("的比重", "比重").replace("占比", "比重")))
                    .map(k -> new Named(label, Optional.of(k.id()), k.kind()))
                    .orElseGet(() -> Named.unknown(label));
        }

        private void ratio(Found found, int cursor) {
            Span span = found.group("value").orElse(new Span(found.from(), found.to()));
            ProseToken token = tokens.get(span.from());
            String words = found.from() >= cursor ? subjectText(cursor, found.from()) : "";
            Optional<Subject> whole = words.isEmpty() ? ratioSubject : subject(words, Measure.SHARE, Optional.empty());
            if (whole.isEmpty()) {
                return;
            }
            ratioSubject = whole;
            List<BigDecimal> parts = token.values();
            BigDecimal sum = parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            boolean shares = sum.subtract(BigDecimal.valueOf(100)).abs().compareTo(BigDecimal.ONE) <= 0;
            List<String> names = Coordination.ratioNames(whole.get().text(), parts.size());
            if (names.size() == parts.size() && shares) {
                for (int i = 0; i < parts.size(); i++) {
                    String label = chinese
                            ? names.get(i) + "占比（" + whole.get().text() + "）"
                            : names.get(i) + " share (" + whole.get().text() + ")";
                    Named named = lexicon.indicator(names.get(i) + (chinese ? "占比" : " share"))
                            .map(k -> new Named(label, Optional.of(k.id()), k.kind()))
                            .orElseGet(() -> Named.unknown(label));
                    ProseToken unit = new ProseToken(
                            Kind.PCT,
                            "%",
                            token.to(),
                            token.to(),
                            List.of(),
                            lexicon.units().named("%"),
                            List.of());
                    emit(
                            whole.get().named(named),
                            Measure.SHARE,
                            new Figure(parts.get(i), Optional.of(unit), span.from()),
                            found);
                }
            }
            when = paragraphWhen;
        }

        private void compare(Found found, int cursor) {
            Span span = found.group("values").or(() -> found.group("value")).orElse(new Span(found.from(), found.to()));
            boolean signed = found.rule().emits().getOrDefault("signed", "").equals("yes");
            List<Figure> figures = figures(span.from(), found.to(), signed ? found.from() : span.from());
            int count = found.group("values").isPresent() ? figures.size() : 1;
            String words = found.from() >= cursor ? subjectText(cursor, found.from()) : "";
            String verb =
                    found.group("verb").map(s -> printed(s.from(), s.to())).orElse("");
            String than = found.group("than")
                    .map(s -> trimmed(printed(s.from(), s.to())))
                    .orElse("");
            String bare = tailless(words, Measure.GROWTH);
            List<String> thans = count > 1 ? Coordination.split(than, count, chinese, List.of()) : List.of();
            Optional<List<Subject>> subjects = thans.isEmpty()
                    ? subjectsFor(bare, count, Measure.GROWTH, Optional.empty())
                    : subjectsFor(bare, 1, Measure.GROWTH, Optional.empty())
                            .map(one -> java.util.Collections.nCopies(count, one.get(0)));
            if (subjects.isEmpty() && words.isEmpty() && last.size() == 1) {
                subjects = Optional.of(java.util.Collections.nCopies(count, last.get(0)));
            }
            if (!thans.isEmpty() && subjects.isPresent()) {
                than(found, thans, subjects.get().get(0), verb);
                return;
            }
            if (subjects.isEmpty() || figures.isEmpty() || than.isEmpty()) {
                return;
            }
            for (int i = 0; i < count; i++) {
                Subject subject = subjects.get().get(i);
                String name = subject.text();
                String head = ProseRules.ending(name, rules.words("head", language));
                if (!head.isEmpty() && than.endsWith(head)) {
                    name = headless(name, head);
                }
                emit(
                        subject.named(Named.unknown(chinese ? name + verb + than : name + " " + verb + " " + than)),
                        Measure.LEVEL,
                        figures.get(i),
                        found);
            }
        }

        /** 增速分别比全国、全省高0.9个和0.4个百分点: one name against several; against times it is a change. */
        private void than(Found found, List<String> thans, Subject subject, String verb) {
            Span values = found.group("values").orElse(new Span(found.from(), found.to()));
            List<Figure> figures = figures(values.from(), found.to(), found.from());
            for (int i = 0; i < thans.size(); i++) {
                Figure figure = figures.get(i);
                boolean time = thans.get(i).matches("(?:上|去|前|年初|同期|\\d).*");
                if (time) {
                    basis = thans.get(i);
                    emit(subject, Measure.POINTS, figure, found);
                } else {
                    Named label = Named.unknown(subject.text() + verb + "于" + thans.get(i));
                    emit(
                            subject.named(label),
                            Measure.LEVEL,
                            new Figure(figure.value().abs(), figure.unit(), figure.token()),
                            found);
                }
            }
        }

        /** 广东（5099.6亿元）、江苏（4597.5亿元）: names with their figures in brackets. */
        private void pair(Found found, int cursor) {
            Span name = found.group("name").orElse(new Span(found.from(), found.from() + 1));
            Span value = found.group("value").orElse(new Span(found.from(), found.to()));
            String words = chinese ? "" : subjectText(cursor, name.from());
            boolean headed = rules.words("head", language).stream()
                    .anyMatch(head -> containsWord(words.toLowerCase(Locale.ROOT), head));
            if (headed) {
                pairBase = subject(words, Measure.LEVEL, Optional.empty());
            }
            Optional<Subject> base = pairBase.or(() -> last.isEmpty() ? Optional.empty() : Optional.of(last.get(0)));
            ProseToken token = tokens.get(name.from());
            List<Figure> figures = figures(value.from(), found.to(), value.from());
            if (base.isEmpty() || figures.isEmpty()) {
                return;
            }
            String said = subjectText(cursor, name.from());
            // (0.7%), (-1.3%): a negative rate among rates is no movement
            boolean moved = tokens.get(value.from()).word().matches(pairedRates ? "[+].*" : "[-+].*")
                    || rules.words("tail:growth", language).stream().anyMatch(tail -> containsTail(said, tail));
            String whole = base.get().text().replaceFirst("(?:超过|高于|低于|不足|达到|大于|突破|超|排名|位居|居)(?=.).*$", "");
            Measure measure = figures.get(0).unit().filter(u -> u.is(Kind.PCT)).isPresent()
                            && (moved
                                    || !ProseRules.ending(whole, rules.words("tail:growth", language))
                                            .isEmpty())
                    ? Measure.GROWTH
                    : Measure.LEVEL;
            Subject subject =
                    base.get().named(labelled(whole.isEmpty() ? base.get().text() : whole));
            Optional<Named> place = token.is(Kind.REGION) ? regionOf(token) : Optional.empty();
            if (place.isPresent()) {
                subject = subject.in(place.get());
            } else {
                String part = trimmed(printed(name.from(), name.to()));
                Optional<Subject> itself = !chinese
                                && rules.words("head", language).stream()
                                        .anyMatch(head -> containsWord(part.toLowerCase(Locale.ROOT), head))
                        ? subject(part, measure, Optional.empty())
                        : Optional.empty();
                if (itself.isPresent()) {
                    paired(itself.get(), measure, figures.get(0), found);
                    return;
                }
                if (part.isEmpty() || pairs == 0 && !breakdown && last.isEmpty()) {
                    return;
                }
                SortedMap<String, String> qualifiers = new TreeMap<>(subject.qualifiers());
                qualifiers.put("part", part);
                subject = new Subject(
                        part, Named.unknown(whole + " / " + part), Optional.of(part), subject.region(), qualifiers);
            }
            pairs++;
            paired(subject, measure, figures.get(0), found);
        }

        /** The figure of a name, and that of another time where the bracket holds one: services (3.4%, compared with 3.6% in July). */
        private void paired(Subject subject, Measure measure, Figure figure, Found found) {
            pairedRates = measure == Measure.LEVEL;
            emit(subject, measure, figure, found);
            Optional<When> past = found.group("past").flatMap(this::said);
            if (past.isPresent()) {
                found.group("second")
                        .map(second -> tokens.get(second.from()))
                        .ifPresent(other -> at(
                                past,
                                () -> emit(
                                        subject,
                                        measure,
                                        new Figure(other.values().get(0), figure.unit(), tokens.indexOf(other)),
                                        found)));
            }
        }

        /** 增幅最大的是, increases were highest in: what is said before a name speaks of growth. */
        private boolean containsTail(String words, String tail) {
            return chinese ? words.contains(tail) : containsWord(words.toLowerCase(Locale.ROOT), tail);
        }

        // ---- observations

        private void emit(Subject subject, Measure measure, Figure figure, Found found) {
            SortedMap<String, String> qualifiers = new TreeMap<>(subject.qualifiers());
            boolean movement = measure == Measure.GROWTH || measure == Measure.POINTS || measure == Measure.CHANGE;
            if (movement && !basis.isEmpty()) {
                qualifiers.put("basis", basis);
            }
            String unitLabel = figure.unit().map(ProseToken::word).orElse("");
            unitLabel = Folding.characters(unitLabel).strip();
            if (unitLabel.equals("个百分点")) {
                unitLabel = "百分点";
            }
            Optional<Unit> unit = figure.unit().flatMap(ProseToken::unit);
            if (figure.unit().filter(u -> u.is(Kind.PP)).isPresent()) {
                unit = lexicon.units().named(unitLabel).or(() -> lexicon.units().named("百分点"));
            }
            if (measure == Measure.INDEX) {
                indexBase.ifPresent(base -> qualifiers.put("base", base.replace("=100", "")));
                if (unitLabel.isEmpty()) {
                    unitLabel = indexBase.orElse("");
                    unit = lexicon.units().named(unitLabel);
                }
            }
            Period period = when.or(frame::when)
                    .map(w -> w.period(frame.year().or(() -> paragraphWhen.flatMap(When::year))))
                    .orElse(Period.UNKNOWN);
            if (when.isPresent() && when.get().plain() && frame.when().isPresent() && period.equals(Period.UNKNOWN)) {
                period = frame.when().get().period(frame.year());
            }
            if (pastUnknown) {
                period = Period.UNKNOWN;
            }
            Said said = new Said(measure, figure.value().signum() < 0, found, when);
            if (figure.unit().filter(u -> u.is(Kind.PCT)).isPresent()) {
                saidPerCent = said;
            } else {
                saidQuantity = said;
            }
            int from = sentence.from() + tokens.get(found.from()).from();
            int to = sentence.from() + tokens.get(found.to() - 1).to();
            Locator locator = new Locator.SpanAt(frame.source(), sentence.page(), from, to, Optional.empty());
            String raw = text.substring(
                    tokens.get(found.from()).from(), tokens.get(found.to() - 1).to());
            String meaning = subject.indicator().label() + "|" + qualifiers + "|"
                    + subject.region().label() + "|" + period + "|" + measure + "|" + figure.token();
            observations.add(new Observation(
                    identity(frame.source() + "|" + sentence.page() + "|" + from + "|" + meaning),
                    subject.region(),
                    subject.indicator(),
                    qualifiers,
                    period,
                    new Reading.Amount(figure.value(), Optional.empty(), raw),
                    measure,
                    unitLabel,
                    unit.orElse(Unit.UNKNOWN),
                    locator,
                    found.rule().id(),
                    foreseen.get(figure.token()) ? "forecast" : flag,
                    frame.vintage(),
                    snippet()));
        }

        private String snippet() {
            String line = Blanks.collapse(text);
            return line.length() <= LONGEST_SNIPPET ? line : line.substring(0, LONGEST_SNIPPET - 3) + "...";
        }
    }

    private String mainDimension = "";

    private final MessageDigest digest = sha256();

    private String identity(String meaning) {
        return HexFormat.of().formatHex(digest.digest(meaning.getBytes(StandardCharsets.UTF_8)), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
