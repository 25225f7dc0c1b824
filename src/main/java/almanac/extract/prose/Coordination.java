package almanac.extract.prose;

import almanac.text.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names joined by "and": 应用研究和试验发展经费所占比重 is 应用研究经费所占比重 and 试验发展经费所占比重; 一、二、三次产业投资 is three
 * investments; {@code exports and imports of goods} two values.
 */
final class Coordination {
    private static final Pattern ORDINALS = Pattern.compile("第?([一二三四](?:[、，,和及]第?[一二三四])+)(次)?产业(.*)", Pattern.DOTALL);

    /** 二、三线城市: as the ordinals of industries. */
    private static final Pattern GRADES =
            Pattern.compile("([一二三四五](?:[、和及][一二三四五])+)([线级类等](?![、和及]).*)", Pattern.DOTALL);

    /** 城乡居民收入: two names in one word. */
    private static final Pattern BOTH =
            Pattern.compile("(?<front>(?:全[省市县区国州])?)(?<pair>城乡|男女)(?<between>(?:.*[、和与及].*)?)(?<rest>.+?)");

    private static final Pattern LED = Pattern.compile("(?<lead>.+ (?:to|with|from|in|of|for)(?: the)?) (?!the )\\S.*");

    private Coordination() {}

    /** Exactly {@code count} names, or none where the text does not split so. */
    static List<String> split(String words, int count, boolean chinese, List<String> heads) {
        Matcher ordinals = ORDINALS.matcher(words);
        if (chinese && ordinals.matches()) {
            List<String> names = new ArrayList<>();
            for (char c : ordinals.group(1).toCharArray()) {
                if ("一二三四".indexOf(c) >= 0) {
                    names.add("第" + c + "产业" + ordinals.group(3));
                }
            }
            return names.size() == count ? names : List.of();
        }
        Matcher grades = GRADES.matcher(words);
        if (chinese && grades.matches()) {
            List<String> names = new ArrayList<>();
            for (char c : grades.group(1).toCharArray()) {
                if ("一二三四五".indexOf(c) >= 0) {
                    names.add(c + grades.group(2));
                }
            }
            if (names.size() == count) {
                return names;
            }
        }
        Matcher both = BOTH.matcher(words);
        if (chinese && count == 2 && both.matches() && both.group("between").isEmpty()) {
            List<String> names = switch (both.group("pair")) {
                case "城乡" -> List.of("城镇", "农村");
                default -> List.of("男性", "女性");
            };
            return names.stream()
                    .map(name -> both.group("front") + name + both.group("rest"))
                    .toList();
        }
        if (chinese && words.startsWith("三次产业") && count == 3) {
            String rest = words.substring("三次产业".length());
            return List.of("第一产业" + rest, "第二产业" + rest, "第三产业" + rest);
        }
        String[] separators = chinese
                ? new String[] {"、|以及|和|及|与|，|,", "、|以及|和", "、|和|及", "、|和|与", "、|，|,", "、", "和", "及", "与"}
                : new String[] {",\\s*and\\s+|,\\s*|\\s+and\\s+", "\\s+and\\s+", ",\\s*and\\s+|,\\s*"};
        for (String separator : separators) {
            List<String> names = outsideBrackets(words, Pattern.compile(separator));
            if (names.size() == count && names.stream().noneMatch(String::isBlank)) {
                return chinese ? chineseTails(names, heads) : englishTails(names, heads);
            }
        }
        return List.of();
    }

    private static List<String> outsideBrackets(String words, Pattern separator) {
        List<String> names = new ArrayList<>();
        Matcher matcher = separator.matcher(words);
        int start = 0;
        int at = 0;
        while (matcher.find(at)) {
            int depth = 0;
            for (int i = 0; i < matcher.start(); i++) {
                char c = words.charAt(i);
                depth += c == '（' || c == '(' ? 1 : c == '）' || c == ')' ? -1 : 0;
            }
            if (depth == 0) {
                names.add(words.substring(start, matcher.start()).strip());
                start = matcher.end();
            }
            at = Math.max(matcher.end(), at + 1);
            if (at > words.length()) {
                break;
            }
        }
        names.add(words.substring(start).strip());
        return names;
    }

    /** What the last name ends with and the others lack belongs to all. */
    private static List<String> chineseTails(List<String> names, List<String> heads) {
        String last = names.get(names.size() - 1);
        int cut = -1;
        for (int i = 1; i < last.length() && cut < 0; i++) {
            for (String head : heads) {
                if (last.startsWith(head, i)) {
                    cut = i;
                    break;
                }
            }
        }
        if (cut < 0) {
            return names;
        }
        String tail = last.substring(cut);
        List<String> whole = new ArrayList<>();
        for (String name : names) {
            boolean complete = !ProseRules.ending(name, heads).isEmpty() && !name.equals(last);
            whole.add(complete || name.equals(last) ? name : name + tail);
        }
        return whole;
    }

    /** FDI inflows to ASEAN, China and Brazil: what the first name begins with belongs to those that have no head. */
    private static List<String> englishTails(List<String> names, List<String> heads) {
        Matcher first = LED.matcher(names.get(0));
        if (!first.matches()) {
            return names;
        }
        List<String> whole = new ArrayList<>(List.of(names.get(0)));
        for (String name : names.subList(1, names.size())) {
            List<String> words = List.of(name.toLowerCase(Locale.ROOT).split("\\s+"));
            boolean complete = words.size() > 4 || heads.stream().anyMatch(words::contains);
            whole.add(complete ? name : first.group("lead") + " " + name);
        }
        return whole;
    }

    /** The names of a ratio's parts, where its subject tells them. */
    static List<String> ratioNames(String subject, int count) {
        String folded = Folding.characters(subject);
        String lower = folded.toLowerCase(Locale.ROOT);
        if (count == 3 && (folded.contains("产业") || folded.contains("三产"))) {
            return List.of("第一产业", "第二产业", "第三产业");
        }
        if (count == 3 && lower.contains("industr")) {
            return List.of("primary industry", "secondary industry", "tertiary industry");
        }
        String names = folded.replaceAll("(?:之比|的?比例|的?结构|比重|构成).*$", "");
        List<String> split = outsideBrackets(names, Pattern.compile("、|和|与|及"));
        return split.size() == count ? split : List.of();
    }
}
