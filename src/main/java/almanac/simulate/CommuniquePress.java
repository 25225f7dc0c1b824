package almanac.simulate;

import almanac.simulate.Fact.Placed;
import almanac.simulate.SimulationPlan.CommuniquePlan;
import almanac.simulate.SimulationPlan.Place;
import almanac.simulate.SimulationPlan.PrintedUnit;
import almanac.simulate.SimulationPlan.VariablePlan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Communiqués: what a region says of a year, in sentences, months before any yearbook prints it. The region and the year
 * stand in the title; the sentences say 全年 and 全省.
 */
final class CommuniquePress {
    private static final Charset GBK = Charset.forName("GBK");
    private static final PrintedUnit YUAN_ZH = new PrintedUnit("亿元", "100 million yuan", new BigDecimal("1e8"), 2);
    private static final PrintedUnit PEOPLE_ZH = new PrintedUnit("万人", "10 000 persons", new BigDecimal("1e4"), 2);
    private static final PrintedUnit DOLLARS_ZH =
            new PrintedUnit("亿美元", "100 million US dollars", new BigDecimal("1e8"), 2);
    private static final PrintedUnit YUAN_EN = new PrintedUnit("十亿元", "billion yuan", new BigDecimal("1e9"), 3);
    private static final PrintedUnit PEOPLE_EN = new PrintedUnit("百万人", "million persons", new BigDecimal("1e6"), 2);
    private static final PrintedUnit DOLLARS_EN =
            new PrintedUnit("十亿美元", "billion US dollars", new BigDecimal("1e9"), 3);

    /** How far a preliminary figure is from the one a yearbook prints later, relative. */
    private static final double REVISION = 0.008;

    private final SimulationPlan plan;
    private final Ledger ledger;
    private final String product;
    private final String people;
    private final String investment;

    CommuniquePress(SimulationPlan plan, Ledger ledger) {
        this.plan = plan;
        this.ledger = ledger;
        this.product = indicator("log_ratio", true);
        this.people = indicator("log_ratio", false);
        this.investment = indicator("log_product", true);
    }

    private String indicator(String form, boolean first) {
        return plan.variables().stream()
                .filter(v -> v.form().equals(form))
                .findFirst()
                .map(first ? VariablePlan::of : VariablePlan::by)
                .orElse("");
    }

    /** Tells the ledger which figures stand in prose alone; preliminary ones are printed again by a book. */
    void announce() {
        for (CommuniquePlan communique : plan.communiques()) {
            if (!communique.preliminary()) {
                boolean zh = communique.language().equals("zh");
                ledger.printedIn(key(communique, product), zh ? YUAN_ZH : YUAN_EN);
                ledger.printedIn(key(communique, people), zh ? PEOPLE_ZH : PEOPLE_EN);
                ledger.printedIn(key(communique, investment), zh ? DOLLARS_ZH : DOLLARS_EN);
            }
        }
    }

    private static Key key(CommuniquePlan communique, String indicator) {
        return Key.of(indicator, communique.region(), communique.year());
    }

    String path(CommuniquePlan communique) {
        return "communiques/" + communique.year() + "/"
                + place(communique).en().toLowerCase(Locale.ROOT).replace(' ', '-') + "." + communique.format();
    }

    private Place place(CommuniquePlan communique) {
        return plan.regions().stream()
                .map(SimulationPlan.Profile::place)
                .filter(p -> p.code().equals(communique.region()))
                .findFirst()
                .orElse(plan.nation());
    }

    private boolean nation(CommuniquePlan communique) {
        return communique.region().equals(plan.nation().code());
    }

    /** A city that is a province of its own says 市, the others 省: the two-digit codes tell them apart. */
    private String kind(CommuniquePlan communique) {
        if (nation(communique)) {
            return "国";
        }
        return List.of("CN-11", "CN-12", "CN-31", "CN-50").contains(communique.region()) ? "市" : "省";
    }

    private String fullName(CommuniquePlan communique) {
        return nation(communique) ? place(communique).zh() : place(communique).zh() + kind(communique);
    }

    String title(CommuniquePlan communique) {
        return communique.language().equals("zh")
                ? fullName(communique) + communique.year() + "年国民经济和社会发展统计公报"
                : "Statistical Communique of " + place(communique).en() + " on the " + communique.year()
                        + " National Economic and Social Development";
    }

    String publisher(CommuniquePlan communique) {
        return communique.language().equals("zh")
                ? fullName(communique) + "演示统计局（虚构）"
                : "Demonstration Bureau of Statistics of " + place(communique).en() + " (invented)";
    }

    byte[] print(CommuniquePlan communique, List<Placed> placed) {
        List<Section> sections =
                communique.language().equals("zh") ? chinese(communique, placed) : english(communique, placed);
        String notice = plan.notice().zh() + "  " + plan.notice().en();
        if (communique.format().equals("txt")) {
            StringBuilder text = new StringBuilder();
            text.append(title(communique)).append("\n");
            text.append(publisher(communique)).append("\n");
            text.append(notice).append("\n\n");
            for (Section section : sections) {
                text.append(section.head()).append("\n").append(section.text()).append("\n");
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
        boolean zh = communique.language().equals("zh");
        List<String> lines = new ArrayList<>();
        lines.add("<!DOCTYPE html>");
        lines.add("<html>");
        lines.add("<head><meta charset=\"" + (zh ? "gbk" : "utf-8") + "\"><title>"
                + HtmlPress.escaped(title(communique)) + "</title></head>");
        lines.add("<body>");
        lines.add("<h1>" + HtmlPress.escaped(title(communique)) + "</h1>");
        lines.add("<p>" + HtmlPress.escaped(publisher(communique)) + "</p>");
        lines.add("<p><em>" + HtmlPress.escaped(notice) + "</em></p>");
        for (Section section : sections) {
            lines.add("<h2>" + HtmlPress.escaped(section.head()) + "</h2>");
            lines.add("<p>" + HtmlPress.escaped(section.text()) + "</p>");
        }
        lines.add("</body>");
        lines.add("</html>");
        return (String.join("\n", lines) + "\n").getBytes(zh ? GBK : StandardCharsets.UTF_8);
    }

    private record Section(String head, String text) {}

    // ---- figures

    private BigDecimal figure(CommuniquePlan communique, String indicator, PrintedUnit unit) {
        BigDecimal base = ledger.figure(key(communique, indicator));
        if (communique.preliminary()) {
            Random chance = EconomyDraw.chance(plan.seed(), path(communique) + indicator);
            base = base.multiply(new BigDecimal(1 + REVISION * chance.nextGaussian()), MathContext.DECIMAL64);
        }
        return base.divide(unit.factor(), unit.decimals(), RoundingMode.HALF_EVEN);
    }

    private BigDecimal before(CommuniquePlan communique, String indicator, PrintedUnit unit) {
        BigDecimal base = ledger.figure(Key.of(indicator, communique.region(), communique.year() - 1));
        return base.divide(unit.factor(), unit.decimals() + 2, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal growth(BigDecimal now, BigDecimal before) {
        return now.divide(before, 8, RoundingMode.HALF_EVEN)
                .subtract(BigDecimal.ONE)
                .scaleByPowerOfTen(2)
                .setScale(1, RoundingMode.HALF_EVEN);
    }

    private List<SimulationPlan.Part> parts() {
        return plan.breakdowns().stream()
                .filter(b -> b.whole().equals(product))
                .flatMap(b -> b.parts().stream())
                .toList();
    }

    /** Growth of a part at comparable prices; the last part's makes the parts' growth add up to the whole's. */
    private BigDecimal partGrowth(CommuniquePlan communique, SimulationPlan.Part part) {
        List<SimulationPlan.Part> parts = parts();
        double whole = realGrowth(communique).doubleValue();
        double left = whole;
        double base = ledger.value(key(communique, product));
        for (int p = 0; p < parts.size(); p++) {
            double share = ledger.value(key(communique, parts.get(p).indicator())) / base;
            Random chance =
                    EconomyDraw.chance(plan.seed(), "growth " + parts.get(p).indicator() + path(communique));
            boolean last = p == parts.size() - 1;
            BigDecimal growth = new BigDecimal(
                            last ? left / share : whole - (p == 0 ? 3 : 0.5) + 0.8 * chance.nextGaussian())
                    .setScale(1, RoundingMode.HALF_EVEN);
            if (parts.get(p).equals(part)) {
                return growth;
            }
            left -= share * growth.doubleValue();
        }
        throw new IllegalArgumentException("no part of the whole: " + part.indicator());
    }

    /** Growth at comparable prices: some points below the nominal one, never far from 6 per cent. */
    private BigDecimal realGrowth(CommuniquePlan communique) {
        Random chance = EconomyDraw.chance(plan.seed(), "growth " + path(communique));
        return new BigDecimal(6.2 + chance.nextGaussian()).setScale(1, RoundingMode.HALF_EVEN);
    }

    private void place(
            CommuniquePlan communique,
            List<Placed> placed,
            String label,
            String indicator,
            String measure,
            String value,
            String unit) {
        Place place = place(communique);
        placed.add(new Placed(
                path(communique),
                "1",
                "",
                new Fact(
                        communique.language().equals("zh") ? fullName(communique) : place.en(),
                        place.code(),
                        nation(communique) ? "country" : "province",
                        label,
                        indicator,
                        "{}",
                        measure,
                        String.valueOf(communique.year()),
                        value,
                        "",
                        unit)));
    }

    private List<Section> chinese(CommuniquePlan communique, List<Placed> placed) {
        String whole = nation(communique) ? "" : "全" + kind(communique);
        String name = nation(communique) ? "国内生产总值" : "地区生产总值";
        BigDecimal gdp = figure(communique, product, YUAN_ZH);
        BigDecimal real = realGrowth(communique);
        BigDecimal persons = figure(communique, people, PEOPLE_ZH);
        BigDecimal more =
                persons.subtract(before(communique, people, PEOPLE_ZH)).setScale(2, RoundingMode.HALF_EVEN);
        place(communique, placed, name, product, "level", gdp.toPlainString(), "亿元");
        place(communique, placed, name, product, "growth", real.toPlainString(), "%");
        StringBuilder parts = new StringBuilder();
        for (SimulationPlan.Part part : parts()) {
            BigDecimal level = figure(communique, part.indicator(), YUAN_ZH);
            BigDecimal pace = partGrowth(communique, part);
            String label = part.name().zh() + "增加值";
            place(communique, placed, label, part.indicator(), "level", level.toPlainString(), "亿元");
            place(communique, placed, label, part.indicator(), "growth", pace.toPlainString(), "%");
            parts.append(parts.isEmpty() ? "其中，" : "；")
                    .append(label)
                    .append(level.toPlainString())
                    .append("亿元，")
                    .append(pace.signum() < 0 ? "下降" : "增长")
                    .append(pace.abs().toPlainString())
                    .append('%');
        }
        place(communique, placed, "常住人口", people, "level", persons.toPlainString(), "万人");
        place(communique, placed, "常住人口", people, "change", more.toPlainString(), "万人");
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                "一、综合",
                "初步核算，全年" + whole + name + gdp.toPlainString() + "亿元，按可比价格计算，比上年增长" + real + "%。"
                        + parts + (parts.isEmpty() ? "" : "。") + "年末" + whole
                        + "常住人口" + persons.toPlainString() + "万人，比上年末" + (more.signum() < 0 ? "减少" : "增加")
                        + more.abs().toPlainString() + "万人。"));
        if (!ledger.missing(key(communique, investment)) && !nation(communique)) {
            BigDecimal fdi = figure(communique, investment, DOLLARS_ZH);
            BigDecimal change = growth(fdi, before(communique, investment, DOLLARS_ZH));
            place(communique, placed, "实际使用外商直接投资", investment, "level", fdi.toPlainString(), "亿美元");
            place(communique, placed, "实际使用外商直接投资", investment, "growth", change.toPlainString(), "%");
            sections.add(new Section(
                    "二、对外经济",
                    "全年实际使用外商直接投资" + fdi.toPlainString() + "亿美元，比上年" + (change.signum() < 0 ? "下降" : "增长")
                            + change.abs().toPlainString() + "%。"));
        }
        return sections;
    }

    private List<Section> english(CommuniquePlan communique, List<Placed> placed) {
        String name = nation(communique) ? "gross domestic product" : "gross regional product";
        String region = place(communique).en();
        BigDecimal gdp = figure(communique, product, YUAN_EN);
        BigDecimal real = realGrowth(communique);
        BigDecimal persons = figure(communique, people, PEOPLE_EN);
        place(communique, placed, name, product, "level", gdp.toPlainString(), "billion yuan");
        place(communique, placed, name, product, "growth", real.toPlainString(), "percent");
        StringBuilder parts = new StringBuilder();
        for (SimulationPlan.Part part : parts()) {
            BigDecimal level = figure(communique, part.indicator(), YUAN_EN);
            BigDecimal pace = partGrowth(communique, part);
            String label = "value added of the " + part.name().en();
            place(communique, placed, label, part.indicator(), "level", level.toPlainString(), "billion yuan");
            place(communique, placed, label, part.indicator(), "growth", pace.toPlainString(), "percent");
            parts.append(parts.isEmpty() ? " Of this total, the " : "; the ")
                    .append(label)
                    .append(" was ")
                    .append(grouped(level))
                    .append(" billion yuan, ")
                    .append(pace.signum() < 0 ? "down" : "up")
                    .append(" by ")
                    .append(pace.abs().toPlainString())
                    .append(" percent");
        }
        parts.append(parts.isEmpty() ? "" : ".");
        place(
                communique,
                placed,
                "permanent resident population",
                people,
                "level",
                persons.toPlainString(),
                "million persons");
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                "I. General Outlook",
                "According to preliminary accounting, the " + name + " of " + region + " in " + communique.year()
                        + " was "
                        + grouped(gdp) + " billion yuan, up by " + real
                        + " percent over the previous year at comparable prices." + parts + " At the end of "
                        + communique.year()
                        + ", the permanent resident population was " + persons.toPlainString() + " million persons."));
        if (!ledger.missing(key(communique, investment)) && !nation(communique)) {
            BigDecimal fdi = figure(communique, investment, DOLLARS_EN);
            BigDecimal change = growth(fdi, before(communique, investment, DOLLARS_EN));
            String label = "foreign direct investment actually utilized";
            place(communique, placed, label, investment, "level", fdi.toPlainString(), "billion US dollars");
            place(communique, placed, label, investment, "growth", change.toPlainString(), "percent");
            sections.add(new Section(
                    "II. Foreign Economic Relations",
                    "In " + communique.year() + ", the foreign direct investment actually utilized was " + grouped(fdi)
                            + " billion US dollars, " + (change.signum() < 0 ? "down" : "up") + " by "
                            + change.abs().toPlainString() + " percent over the previous year."));
        }
        return sections;
    }

    private static String grouped(BigDecimal value) {
        String[] parts = value.toPlainString().split("\\.", 2);
        StringBuilder whole = new StringBuilder(parts[0]);
        for (int at = whole.length() - 3; at > 0; at -= 3) {
            whole.insert(at, ',');
        }
        return parts.length > 1 ? whole + "." + parts[1] : whole.toString();
    }
}
