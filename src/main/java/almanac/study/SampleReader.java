package almanac.study;

import almanac.model.Region;
import almanac.rule.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads which regions and years a study is about: codes, groups with dates of membership, a level of the lexicon, or
 * "whatever is printed".
 */
final class SampleReader {
    private static final Pattern YEARS = Pattern.compile("(\\d{4})\\s*\\.\\.\\s*(\\d{4})");
    private static final int MOST_YEARS = 500;

    /**
     * The sample of a study.
     *
     * @param members for a region that belongs to it in some years only, those years
     */
    record Sample(
            List<String> regions, List<Integer> years, SortedMap<String, Set<Integer>> members, SampleRule rule) {}

    /** A region of the sample and when it belongs to it. */
    private record Member(String code, int from, int to) {}

    private final StudyNode root;
    private final StudyReader.Lexicon lexicon;
    private final Map<String, List<Member>> groups = new LinkedHashMap<>();

    private SampleReader(StudyNode root, StudyReader.Lexicon lexicon) {
        this.root = root;
        this.lexicon = lexicon;
    }

    static Sample read(StudyNode root, StudyReader.Lexicon lexicon) {
        return new SampleReader(root, lexicon).sample();
    }

    private Sample sample() {
        groups();
        boolean foundYears = root.optional("years").filter("printed"::equals).isPresent();
        List<Integer> years = foundYears ? List.of() : years();
        Optional<StudyNode> node = root.key("regions");
        List<Member> members = new ArrayList<>();
        SampleRule rule = new SampleRule(List.of(), Optional.empty(), Set.of(), foundYears, byCode());
        if (node.isEmpty()) {
            root.complain("\"regions\" is missing", "list region codes: regions: [CN-31, CN-32]");
        } else if (node.get().mapping()) {
            rule = filtered(node.get(), members, foundYears);
        } else {
            List<StudyNode> items = node.get().text().isPresent()
                    ? List.of(node.get())
                    : node.get().items();
            if (items.isEmpty()) {
                node.get().complain("no regions", "list region codes: regions: [CN-31, CN-32]");
            }
            items.forEach(item -> members.addAll(members(item)));
        }
        List<String> regions = new ArrayList<>();
        SortedMap<String, Set<Integer>> when = new TreeMap<>();
        for (Member member : members) {
            if (regions.contains(member.code())) {
                node.orElse(root).complain("\"" + member.code() + "\" stands twice", "name each region once");
                continue;
            }
            regions.add(member.code());
            if (member.from() > 0 || member.to() < Integer.MAX_VALUE) {
                Set<Integer> inside = new TreeSet<>();
                years.stream()
                        .filter(year -> year >= member.from() && year <= member.to())
                        .forEach(inside::add);
                when.put(member.code(), inside);
            }
        }
        return new Sample(regions, years, when, rule);
    }

    private Map<String, Region> byCode() {
        Map<String, Region> known = new TreeMap<>();
        lexicon.places().forEach(region -> known.put(region.code(), region));
        return known;
    }

    private void groups() {
        root.key("groups")
                .ifPresent(node -> node.keys().forEach((name, list) -> {
                    List<Member> members = new ArrayList<>();
                    if (list.items().isEmpty()) {
                        list.complain("the group has no members", "list region codes: " + name + ": [CN-31, CN-32]");
                    }
                    list.items().forEach(item -> members.addAll(members(item)));
                    groups.put(name, members);
                }));
    }

    /** {@code CN-31}, the name of a group, or {@code {code: CN-50, from: 1997, to: 2019}}. */
    private List<Member> members(StudyNode item) {
        StudyNode from = item;
        String code = item.text().orElse("");
        int first = 0;
        int last = Integer.MAX_VALUE;
        if (item.mapping()) {
            item.only("code", "from", "to");
            code = item.required("code");
            from = item.key("code").orElse(item);
            first = year(item, "from", first);
            last = year(item, "to", last);
        }
        List<Member> group = groups.get(code);
        if (group != null) {
            int earliest = first;
            int latest = last;
            return group.stream()
                    .map(m -> new Member(m.code(), Math.max(earliest, m.from()), Math.min(latest, m.to())))
                    .toList();
        }
        if (!lexicon.regions().contains(code)) {
            Set<String> known = new TreeSet<>(lexicon.regions());
            known.addAll(groups.keySet());
            from.complain(
                    "no region is called \"" + code + "\"",
                    Nearest.to(code, known)
                            .map(near -> "did you mean \"" + near + "\"?")
                            .orElse("almanac rules list shows what there is; add it under rules/, or under groups"));
        }
        return List.of(new Member(code, first, last));
    }

    private static int year(StudyNode item, String key, int otherwise) {
        Optional<String> text = item.optional(key);
        if (text.isPresent() && !text.get().matches("\\d{4}")) {
            item.key(key).orElse(item).complain("\"" + text.get() + "\" is no year", "write four digits");
            return otherwise;
        }
        return text.map(Integer::parseInt).orElse(otherwise);
    }

    /** {@code {level: prefecture, in: [CN-33], printed: [gdp]}}. */
    private SampleRule filtered(StudyNode node, List<Member> members, boolean foundYears) {
        node.only("level", "in", "printed");
        Optional<String> level = node.optional("level");
        Set<String> levels = new TreeSet<>();
        lexicon.places().forEach(region -> levels.add(region.level()));
        if (level.isPresent() && !levels.contains(level.get())) {
            node.key("level")
                    .orElse(node)
                    .complain(
                            "no region has the level \"" + level.get() + "\"",
                            Nearest.to(level.get(), levels)
                                    .map(near -> "did you mean \"" + near + "\"?")
                                    .orElse("there are " + levels));
        }
        Set<String> within = new TreeSet<>();
        node.key("in")
                .ifPresent(in -> (in.text().isPresent() ? List.of(in) : in.items())
                        .forEach(item -> members(item).forEach(member -> within.add(member.code()))));
        List<String> printed = node.key("printed")
                .map(list -> list.text().map(List::of).orElseGet(list::texts))
                .orElse(List.of());
        SampleRule rule = new SampleRule(printed, level, within, foundYears, byCode());
        if (printed.isEmpty()) {
            if (level.isEmpty()) {
                node.complain("\"level\" or \"printed\" is missing", "write regions: {level: province}");
            }
            lexicon.places().stream()
                    .filter(region -> level.filter(region.level()::equals).isPresent())
                    .filter(region -> within.isEmpty()
                            || within.contains(region.code())
                            || region.parent().filter(within::contains).isPresent())
                    .sorted(java.util.Comparator.comparing(Region::code))
                    .forEach(region -> members.add(new Member(
                            region.code(), region.from().orElse(0), region.to().orElse(Integer.MAX_VALUE))));
        }
        return rule;
    }

    private List<Integer> years() {
        return List.copyOf(years(root.key("years").orElse(root)));
    }

    /** {@code 2002..2019}, {@code [2002, 2005]}, or ranges in a list. */
    static Set<Integer> years(StudyNode node) {
        Set<Integer> years = new TreeSet<>();
        List<String> parts = node.text().map(List::of).orElseGet(node::texts);
        for (String part : parts) {
            Matcher range = YEARS.matcher(part.strip());
            if (range.matches()) {
                int from = Integer.parseInt(range.group(1));
                int to = Integer.parseInt(range.group(2));
                for (int year = from; year <= to && year - from < MOST_YEARS; year++) {
                    years.add(year);
                }
            } else if (part.strip().matches("\\d{4}")) {
                years.add(Integer.valueOf(part.strip()));
            } else {
                node.complain("\"" + part + "\" is no year", "write 2002..2019, [2002, 2005], or printed");
            }
        }
        if (years.isEmpty()) {
            node.complain("no years", "write years: 2002..2019");
        }
        return years;
    }
}
