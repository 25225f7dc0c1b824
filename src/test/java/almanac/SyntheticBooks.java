package almanac;

import almanac.model.Box;
import almanac.model.Diagnostic;
import almanac.model.Indicator;
import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.Region;
import almanac.model.Sentence;
import almanac.model.Source;
import almanac.model.Unit;
import almanac.warehouse.DocumentRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Invented yearbooks of any size for tests of the store: same seed, same books. */
public final class SyntheticBooks {
    private static final String[][] PLACES = {
        {"CN-31", "上海", "Shanghai"}, {"CN-32", "江苏", "Jiangsu"}, {"CN-33", "浙江", "Zhejiang"},
        {"CN-34", "安徽", "Anhui"}, {"CN-36", "江西", "Jiangxi"}, {"CN-42", "湖北", "Hubei"},
        {"CN-43", "湖南", "Hunan"}, {"CN-50", "重庆", "Chongqing"}, {"CN-51", "四川", "Sichuan"},
        {"CN-52", "贵州", "Guizhou"}, {"CN-53", "云南", "Yunnan"}
    };
    private static final String[][] THINGS = {
        {"gdp", "地区生产总值", "Gross Regional Product"},
        {"population", "年末常住人口", "Resident Population"},
        {"hightech.exports", "高技术产业出口交货值", "Exports of High-tech Industry"},
        {"rd.expenditure", "R&D经费内部支出", "Intramural Expenditure on R&D"},
        {"patents.granted", "专利授权量", "Patents Granted"},
        {"fdi", "实际使用外资", "Foreign Direct Investment"}
    };
    private static final String[] INDUSTRIES = {"医药制造业", "电子及通信设备制造业", "航空航天器制造业", "计算机及办公设备制造业"};
    private static final Unit UNIT = new Unit("CNY_1e8", "CNY", new BigDecimal("1e8"));

    private SyntheticBooks() {}

    public static List<Region> regions() {
        List<Region> regions = new ArrayList<>();
        regions.add(new Region(
                "CHN", "中国", "China", "country", Optional.empty(), List.of("全国"), Optional.empty(), Optional.empty()));
        for (String[] place : PLACES) {
            regions.add(new Region(
                    place[0],
                    place[1],
                    place[2],
                    "province",
                    Optional.of("CHN"),
                    place[0].equals("CN-31") ? List.of("沪", "上海市") : List.of(place[1] + "省"),
                    Optional.empty(),
                    Optional.empty()));
        }
        return regions;
    }

    public static List<Indicator> indicators() {
        List<Indicator> indicators = new ArrayList<>();
        for (String[] thing : THINGS) {
            indicators.add(new Indicator(
                    thing[0],
                    thing[1],
                    thing[2],
                    "flow",
                    "CNY",
                    "",
                    thing[0].equals("gdp") ? List.of("GDP", "国内生产总值", "生产总值") : List.of()));
        }
        return indicators;
    }

    /**
     * Books of whole provinces: each holds some hundred of the indicators of a lexicon for one province, every third
     * series for an industry, so that a store of them answers queries as a store of real yearbooks does.
     *
     * @param provinces places the books are of, in turn
     * @param indicators what they print, a part of it each
     */
    public record Cast(List<Region> provinces, List<Indicator> indicators) {
        public Cast {
            provinces =
                    provinces.stream().filter(r -> r.level().equals("province")).toList();
            indicators = List.copyOf(indicators);
        }

        /** A book with this many numbers, one series after the other, 1995 to 2018. */
        public DocumentRecord book(int number, int observations, long seed) {
            DocumentRecord plain = SyntheticBooks.book(number, observations, seed);
            Region place = provinces.get(number % provinces.size());
            Named region = new Named(number % 2 == 0 ? place.zh() : place.en(), Optional.of(place.code()), "province");
            List<Observation> list = new ArrayList<>(observations);
            int first = number / provinces.size() * (observations / 24 + 1);
            for (int i = 0; i < observations; i++) {
                Observation o = plain.observations().get(i);
                int series = first + i / 24;
                Indicator thing = indicators.get(series % indicators.size());
                TreeMap<String, String> qualifiers = new TreeMap<>();
                if (series % 3 == 2) {
                    qualifiers.put("industry", INDUSTRIES[series / 3 % INDUSTRIES.length]);
                }
                Locator.CellAt at = (Locator.CellAt) o.locator();
                list.add(new Observation(
                        o.id(),
                        region,
                        new Named(number % 2 == 0 ? thing.zh() : thing.en(), Optional.of(thing.id()), thing.kind()),
                        qualifiers,
                        Period.ofYear(1995 + i % 24),
                        o.reading(),
                        o.measure(),
                        o.unitLabel(),
                        o.unit(),
                        new Locator.CellAt(
                                at.source(),
                                at.page(),
                                "Sheet1t" + (i / 24 / 12 + 1),
                                i / 24 % 12,
                                i % 24,
                                at.address(),
                                at.box()),
                        o.rule(),
                        o.flag(),
                        o.vintage(),
                        region.label() + " | " + thing.zh() + " | " + (1995 + i % 24)));
            }
            return new DocumentRecord(
                    plain.source(),
                    plain.root(),
                    plain.input(),
                    plain.rules(),
                    true,
                    1,
                    plain.tables(),
                    plain.sentences(),
                    list,
                    plain.diagnostics());
        }
    }

    /** A source without content. */
    public static Source named(String path) {
        return new Source(path, path, "", "text/plain", path, Optional.empty(), Optional.empty(), "und", false);
    }

    /** A book with this many numbers: a table a region and indicator, a row a year, plus one sentence. */
    public static DocumentRecord book(int number, int observations, long seed) {
        Random random = new Random(seed * 1_000_003 + number);
        String path = "books/" + (number % 7) + "/book-" + number + ".xls";
        Source source = new Source(
                path,
                path,
                String.format(java.util.Locale.ROOT, "%064x", number + seed * 31),
                "application/vnd.ms-excel",
                "统计年鉴 " + number,
                Optional.of("统计局"),
                Optional.of(Integer.toString(2000 + number % 24)),
                "zh",
                number % 5 == 0);
        List<Observation> list = new ArrayList<>(observations);
        List<DocumentRecord.PrintedTable> tables = new ArrayList<>();
        int series = 0;
        while (list.size() < observations) {
            String[] place = PLACES[series % PLACES.length];
            String[] thing = THINGS[series / PLACES.length % THINGS.length];
            int industry = series / PLACES.length / THINGS.length;
            TreeMap<String, String> qualifiers = new TreeMap<>();
            if (industry > 0) {
                qualifiers.put("industry", INDUSTRIES[industry % INDUSTRIES.length] + (industry / INDUSTRIES.length));
            }
            String table = "Sheet1t" + (series / PLACES.length + 1);
            if (series % PLACES.length == 0) {
                tables.add(new DocumentRecord.PrintedTable(
                        table,
                        "Sheet1",
                        "表 " + (series / PLACES.length + 1) + " " + thing[1],
                        "单位：亿元",
                        30,
                        12,
                        Optional.empty()));
            }
            for (int year = 1995; year < 2019 && list.size() < observations; year++) {
                boolean missing = random.nextInt(50) == 0;
                BigDecimal value = BigDecimal.valueOf(random.nextInt(10_000_000), 2);
                Reading reading = missing
                        ? new Reading.Missing("not_available", "…")
                        : new Reading.Amount(
                                value,
                                random.nextBoolean()
                                        ? Optional.of(value.add(new BigDecimal("0.00123")))
                                        : Optional.empty(),
                                value.toPlainString());
                list.add(new Observation(
                        "o"
                                + Long.toHexString(Math.floorMod(
                                        (number * 31L + list.size() * 1_000_003L + seed) * 0x9E3779B97F4A7C15L,
                                        Long.MAX_VALUE)),
                        new Named(place[1] + (number % 2 == 0 ? "省" : ""), Optional.of(place[0]), "province"),
                        new Named(thing[1], Optional.of(thing[0]), "flow"),
                        qualifiers,
                        Period.ofYear(year),
                        reading,
                        Measure.LEVEL,
                        "亿元",
                        UNIT,
                        new Locator.CellAt(
                                path,
                                "Sheet1",
                                table,
                                series % PLACES.length,
                                year - 1995,
                                "C" + (list.size() + 1),
                                number % 3 == 0 ? Optional.of(new Box(10.5, 20.25, 30, 41.125)) : Optional.empty()),
                        "table.unit-line",
                        missing ? "not_available" : "",
                        source.vintage().orElse(""),
                        place[1] + " | " + thing[1] + " | " + year));
            }
            series++;
        }
        String text = "2012年，" + PLACES[number % PLACES.length][1] + "实现地区生产总值8003.82亿元，比上年增长11.4%。";
        return new DocumentRecord(
                source,
                "/corpus",
                "input-" + number + "-" + seed,
                "rules-1",
                true,
                1,
                tables,
                List.of(new Sentence("1", 0, text.length(), text, "综合", "zh", Optional.empty())),
                list,
                List.of(Diagnostic.of(
                        new Diagnostic.Code("ALM-2999", Diagnostic.Severity.NOTE, "invented"),
                        path,
                        "a note",
                        "nothing to do")));
    }
}
