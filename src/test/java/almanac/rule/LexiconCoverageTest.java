package almanac.rule;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Region;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lexicon knows the field: places of China, the countries under their usual names, the indicators of the chapters. */
class LexiconCoverageTest {
    private static Lexicon lexicon;

    @BeforeAll
    static void load() {
        lexicon = RuleBook.load(List.of(Path.of("rules"))).lexicon();
    }

    @Test
    void knowsEveryProvinceAndPrefecture() {
        assertThat(count("province")).isEqualTo(34);
        assertThat(count("prefecture")).isGreaterThanOrEqualTo(333);
        for (Region region : lexicon.regions()) {
            if (region.level().equals("prefecture")) {
                assertThat(lexicon.regionByCode(region.code().substring(0, 5)))
                        .as(region.zh())
                        .isPresent();
            }
        }
    }

    private static long count(String level) {
        return lexicon.regions().stream().filter(r -> r.level().equals(level)).count();
    }

    @Test
    void knowsEveryCountryOfIso3166() {
        TreeSet<String> unknown = new TreeSet<>();
        for (String two : Locale.getISOCountries()) {
            String three = new Locale.Builder().setRegion(two).build().getISO3Country();
            boolean known = lexicon.regionByCode(three).isPresent()
                    || lexicon.region(three).isPresent();
            if (!known) {
                unknown.add(three);
            }
        }
        assertThat(unknown).isSubsetOf("ANT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            USA | United States; United States of America; 美国; 美利坚合众国
            GBR | United Kingdom; UK; 英国; United Kingdom of Great Britain and Northern Ireland
            KOR | Korea, Rep.; Republic of Korea; South Korea; 韩国; 大韩民国; Korea, Republic of
            PRK | Korea, Dem. People's Rep.; North Korea; 朝鲜
            RUS | Russia; Russian Federation; 俄罗斯; 俄罗斯联邦
            DEU | Germany; 德国; 德意志联邦共和国
            VNM | Vietnam; Viet Nam; 越南
            LAO | Lao PDR; Laos; 老挝
            IRN | Iran, Islamic Rep.; Iran; 伊朗
            VEN | Venezuela, RB; Venezuela; 委内瑞拉
            EGY | Egypt, Arab Rep.; Egypt; 埃及
            COD | Congo, Dem. Rep.; Democratic Republic of the Congo; 刚果（金）; 刚果民主共和国
            COG | Congo, Rep.; Republic of the Congo; 刚果（布）
            CIV | Cote d'Ivoire; Côte d’Ivoire; Ivory Coast; 科特迪瓦
            CZE | Czech Republic; Czechia; 捷克
            MKD | North Macedonia; Macedonia, FYR; 北马其顿
            TUR | Turkey; Türkiye; 土耳其
            BRN | Brunei; Brunei Darussalam; 文莱
            ARE | United Arab Emirates; UAE; 阿联酋
            NLD | Netherlands; The Netherlands; 荷兰
            CN-81 | Hong Kong SAR, China; Hong Kong, China; 中国香港; HKG
            CN-82 | Macao SAR, China; Macau; 澳门; MAC
            CN-71 | Taiwan, China; 台湾省; Chinese Taipei; TWN
            CN-15 | 内蒙古自治区; Inner Mongolia; 内 蒙 古
            CN-61 | 陕西; Shaanxi Province
            CN-14 | 山西省; Shanxi
            CN-4228 | 恩施土家族苗族自治州; 恩施州; Enshi
            CN-5132 | 阿坝; 阿坝藏族羌族自治州; 阿坝州
            CN-6540 | 伊犁哈萨克自治州; 伊犁州
            CN-4206 | 襄阳市; 襄樊
            """)
    void knowsTheUsualNames(String code, String names) {
        for (String name : names.split(";")) {
            assertThat(lexicon.region(name.strip()).map(Region::code)).as(name).contains(code);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gdp | 地区生产总值; Gross Regional Product; GRDP
            gdp_per_head | 人均地区生产总值; GDP per capita
            population.resident | 年末常住人口; Resident Population (year-end)
            hightech.revenue | 高技术产业主营业务收入; Revenue from Principal Business of High-tech Industry
            hightech.output | 高技术产业总产值; Gross Output Value of High-tech Industry
            hightech.profit | 高技术产业利润总额
            hightech.exports | 高技术产品出口额; High-tech exports
            hightech.rd_personnel | 高技术产业R&D人员全时当量
            hightech.rd_expenditure | 高技术产业R&D经费内部支出
            hightech.patents_in_force | 高技术产业有效发明专利数
            hightech.new_product_sales | 高技术产业新产品销售收入
            trade | 货物进出口总额; Total Value of Imports and Exports
            fdi.utilised | 实际利用外商直接投资; 外商直接投资实际使用额; Foreign Direct Investment Actually Utilized
            fdi.outward | 对外直接投资额
            education.college_students | 普通高等学校在校学生数
            rd_expenditure | R&D经费支出; 研究与试验发展(R&D)经费; Expenditure on R&D
            patents.granted | 国内专利申请授权量; Patents Granted
            tech_market | 技术市场成交额
            employment | 全社会就业人员年末数; Employed Persons
            savings | 住户存款年末余额
            """)
    void knowsTheIndicatorsOfTheChapters(String id, String names) {
        for (String name : names.split(";")) {
            assertThat(lexicon.indicator(name.strip()).map(i -> i.id()))
                    .as(name)
                    .contains(id);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "亿元, CNY, 1e8",
        "100 million yuan, CNY, 1e8",
        "万美元, USD, 1e4",
        "USD 10 000, USD, 1e4",
        "1 000 000 R$, BRL, 1e6",
        "千美元, USD, 1e3",
        "mln PLN, PLN, 1e6",
        "Mrd. EUR, EUR, 1e9",
        "Thousand TL, TRY, 1e3",
        "万人, person, 1e4",
        "10 000 persons, person, 1e4",
        "thousand persons, person, 1e3",
        "млн руб., RUB, 1e6",
        "billion won, KRW, 1e9",
        "‰, percent, 0.1",
        "亿千瓦时, energy, 1e8",
        "万吨标准煤, energy-tce, 1e4",
        "₹ Lakh, INR, 1e5",
        "万人次, person, 1e4"
    })
    void knowsUnitsInBothLanguages(String phrase, String dimension, String factor) {
        assertThat(lexicon.units().named(phrase)).as(phrase).hasValueSatisfying(unit -> {
            assertThat(unit.dimension()).isEqualTo(dimension);
            assertThat(unit.factor()).isEqualByComparingTo(factor);
        });
    }
}
