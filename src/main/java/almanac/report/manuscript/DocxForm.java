package almanac.report.manuscript;

import almanac.report.manuscript.Manuscript.Block;
import almanac.report.manuscript.Manuscript.Bullets;
import almanac.report.manuscript.Manuscript.Cell;
import almanac.report.manuscript.Manuscript.Grid;
import almanac.report.manuscript.Manuscript.Look;
import almanac.report.manuscript.Manuscript.Picture;
import almanac.report.manuscript.Manuscript.Section;
import almanac.report.manuscript.Manuscript.Span;
import almanac.report.manuscript.Manuscript.Text;
import almanac.report.manuscript.Manuscript.Tile;
import almanac.report.manuscript.Manuscript.Tiles;
import almanac.report.table.DocxTables;
import almanac.report.table.XmlText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrGeneral;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcBorders;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;

/**
 * A manuscript as a Word document that can be edited: headings in styles (so that a table of contents can be made), real
 * tables with three rules, pictures as PNG. Latin text in Times New Roman, Chinese in SimSun, headings in SimHei, as
 * Chinese journals ask; where a machine lacks them its word processor chooses others.
 */
public final class DocxForm {
    /** Points. */
    private static final double BODY = 10.5;

    private static final double SMALL = 9;
    private static final double TABLE = 9;
    private static final double CROWDED = 6.5;
    /** A4 less its margins, in twentieths of a point. */
    private static final int PAGE = 11906;

    private static final int MARGIN = 1134;
    private static final int LINE = PAGE - 2 * MARGIN;
    private static final double POINTS_PER_MM = 72 / 25.4;
    /** Rules in eighths of a point. */
    private static final int HEAVY = 12;

    private static final int LIGHT = 6;
    /** Left and right of a cell, in twentieths of a point: the usual 108 would break figures in two. */
    private static final int CELL_MARGIN = 50;
    /** A table of so many rows stays on one page. */
    private static final int SHORT = 18;

    private static final Map<Look, String> COLOURS = Map.of(
            Look.REPRODUCED,
            "0B6B4F",
            Look.WITHIN,
            "7A5A00",
            Look.DIFFERS,
            "A3320B",
            Look.CANNOT_TELL,
            "56616B",
            Look.SOFT,
            "56616B",
            Look.GAP,
            "A3320B");

    private final XWPFDocument document;
    private final Map<String, FigurePress.Pressed> pictures;

    private DocxForm(XWPFDocument document, Map<String, FigurePress.Pressed> pictures) {
        this.document = document;
        this.pictures = pictures;
    }

    /**
     * The document.
     *
     * @param pictures by name
     */
    public static byte[] of(Manuscript manuscript, Map<String, FigurePress.Pressed> pictures) {
        try (XWPFDocument document = new XWPFDocument()) {
            DocxForm form = new DocxForm(document, pictures);
            form.page();
            form.styles(manuscript.language());
            form.write(manuscript.forPaper());
            document.getProperties().getCoreProperties().setCreator("Almanac");
            document.getProperties().getCoreProperties().setTitle(clean(manuscript.title()));
            String date = manuscript.date() + "T00:00:00Z";
            document.getProperties().getCoreProperties().setCreated(date);
            document.getProperties().getCoreProperties().setModified(date);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.write(bytes);
            return DocxTables.dated(bytes.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InvalidFormatException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void page() {
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(PAGE));
        size.setH(BigInteger.valueOf(16838));
        CTPageMar margins = section.addNewPgMar();
        BigInteger margin = BigInteger.valueOf(MARGIN);
        margins.setTop(margin);
        margins.setBottom(margin);
        margins.setLeft(margin);
        margins.setRight(margin);
        XWPFParagraph foot = document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
        foot.setAlignment(ParagraphAlignment.CENTER);
        foot.getCTP().addNewFldSimple().setInstr("PAGE");
    }

    private void styles(String language) {
        XWPFStyles styles = document.createStyles();
        CTStyles sheet = CTStyles.Factory.newInstance();
        CTRPr usual = sheet.addNewDocDefaults().addNewRPrDefault().addNewRPr();
        fonts(usual.addNewRFonts(), "SimSun");
        usual.addNewSz().setVal(BigInteger.valueOf(Math.round(2 * BODY)));
        usual.addNewLang().setVal("en-GB");
        usual.getLangArray(0).setEastAsia("zh-CN");
        styles.setStyles(sheet);
        style(styles, "Title", "Title", 20, -1, language);
        style(styles, "Heading1", "heading 1", 14, 0, language);
        style(styles, "Caption", "caption", TABLE, -1, language);
    }

    private static void style(XWPFStyles styles, String id, String name, double points, int outline, String language) {
        CTStyle style = CTStyle.Factory.newInstance();
        style.setType(STStyleType.PARAGRAPH);
        style.setStyleId(id);
        style.addNewName().setVal(name);
        style.addNewQFormat();
        CTPPrGeneral paragraph = style.addNewPPr();
        paragraph.addNewKeepNext();
        paragraph.addNewSpacing().setBefore(BigInteger.valueOf(id.equals("Heading1") ? 320 : 120));
        paragraph.getSpacing().setAfter(BigInteger.valueOf(80));
        if (outline >= 0) {
            paragraph.addNewOutlineLvl().setVal(BigInteger.valueOf(outline));
        }
        CTRPr run = style.addNewRPr();
        fonts(run.addNewRFonts(), language.equals("zh") ? "SimHei" : "SimSun");
        run.addNewB();
        run.addNewSz().setVal(BigInteger.valueOf(Math.round(2 * points)));
        styles.addStyle(new XWPFStyle(style));
    }

    private static void fonts(CTFonts fonts, String chinese) {
        fonts.setAscii("Times New Roman");
        fonts.setHAnsi("Times New Roman");
        fonts.setCs("Times New Roman");
        fonts.setEastAsia(chinese);
    }

    private void write(Manuscript manuscript) {
        run(paragraph(), manuscript.kicker(), SMALL, Look.SOFT);
        XWPFParagraph title = paragraph();
        title.setStyle("Title");
        title.createRun().setText(clean(manuscript.title()));
        if (!manuscript.subtitle().isEmpty()) {
            run(paragraph(), manuscript.subtitle(), BODY, Look.SOFT);
        }
        if (!manuscript.banner().isEmpty()) {
            run(paragraph(), manuscript.banner(), BODY, Look.STRONG);
        }
        for (Section section : manuscript.sections()) {
            XWPFParagraph heading = document.createParagraph();
            heading.setStyle("Heading1");
            heading.createRun().setText(clean(section.title()));
            for (int i = 0; i < section.blocks().size(); i++) {
                Block next = i + 1 < section.blocks().size() ? section.blocks().get(i + 1) : null;
                block(section.blocks().get(i), next instanceof Grid || next instanceof Picture);
            }
        }
    }

    private XWPFParagraph paragraph() {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setSpacingAfter(100);
        return paragraph;
    }

    /** @param leads whether a table or picture follows, from which no page break may part it */
    private void block(Block block, boolean leads) {
        if (block instanceof Text text) {
            XWPFParagraph paragraph = paragraph();
            paragraph.setKeepNext(leads && !text.small());
            spans(paragraph, text.spans(), text.small() ? SMALL : BODY, "");
        } else if (block instanceof Bullets bullets) {
            for (List<Span> item : bullets.items()) {
                XWPFParagraph line = paragraph();
                line.setIndentationLeft(280);
                line.setIndentationHanging(280);
                spans(line, item, bullets.small() ? SMALL : BODY, "•  ");
            }
        } else if (block instanceof Tiles tiles) {
            for (Tile tile : tiles.tiles()) {
                XWPFParagraph line = paragraph();
                run(line, tile.figure() + "  ", BODY, Look.STRONG);
                run(line, tile.words(), BODY, Look.PLAIN);
            }
        } else if (block instanceof Picture picture) {
            picture(picture);
        } else if (block instanceof Grid grid) {
            grid(grid);
        }
    }

    private void spans(XWPFParagraph paragraph, List<Span> spans, double points, String before) {
        if (!before.isEmpty()) {
            run(paragraph, before, points, Look.PLAIN);
        }
        spans.forEach(span -> run(paragraph, span.text(), points, span.look()));
    }

    private static XWPFRun run(XWPFParagraph paragraph, String text, double points, Look look) {
        XWPFRun run = paragraph.createRun();
        run.setText(clean(text));
        run.setFontSize(points);
        if (look == Look.STRONG || look.verdict()) {
            run.setBold(true);
        }
        if (look == Look.CODE) {
            run.setFontFamily("Courier New", XWPFRun.FontCharRange.ascii);
            run.setFontFamily("Courier New", XWPFRun.FontCharRange.hAnsi);
        }
        String colour = COLOURS.get(look);
        if (colour != null) {
            run.setColor(colour);
        }
        return run;
    }

    /** XML cannot hold control characters. */
    private static String clean(String text) {
        return XmlText.clean(text).replace('\n', ' ').replace('\t', ' ').replace('\r', ' ');
    }

    private void picture(Picture picture) {
        FigurePress.Pressed pressed = pictures.get(picture.name());
        if (pressed == null) {
            return;
        }
        XWPFParagraph holder = document.createParagraph();
        holder.setAlignment(ParagraphAlignment.CENTER);
        holder.setKeepNext(true);
        double width = picture.paperSize()[0] * POINTS_PER_MM;
        double height = width * pressed.height() / pressed.width();
        try (ByteArrayInputStream in = new ByteArrayInputStream(pressed.png())) {
            XWPFRun run = holder.createRun();
            run.addPicture(in, PictureType.PNG, picture.name() + ".png", Units.toEMU(width), Units.toEMU(height));
            run.getCTR().getDrawingArray(0).getInlineArray(0).getDocPr().setDescr(clean(picture.alt()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InvalidFormatException impossible) {
            throw new IllegalStateException(impossible);
        }
        XWPFParagraph caption = paragraph();
        caption.setAlignment(ParagraphAlignment.CENTER);
        run(caption, picture.caption(), SMALL, Look.PLAIN);
    }

    private void grid(Grid grid) {
        if (!grid.caption().isEmpty()) {
            XWPFParagraph caption = document.createParagraph();
            caption.setStyle("Caption");
            caption.createRun().setText(clean(grid.caption()));
        }
        List<List<Cell>> rows = grid.printed();
        XWPFTable table = document.createTable(rows.size() + 1, grid.columns().size());
        table.removeBorders();
        CTTblLayoutType layout = table.getCTTbl().getTblPr().addNewTblLayout();
        layout.setType(STTblLayoutType.FIXED);
        table.setCellMargins(0, CELL_MARGIN, 0, CELL_MARGIN);
        double[] widths = grid.widths();
        table.setWidth(Long.toString(Math.round(LINE * Arrays.stream(widths).sum())));
        if (table.getCTTbl().getTblGrid() == null) {
            table.getCTTbl().addNewTblGrid();
        }
        while (table.getCTTbl().getTblGrid().sizeOfGridColArray() > 0) {
            table.getCTTbl().getTblGrid().removeGridCol(0);
        }
        for (double width : widths) {
            table.getCTTbl().getTblGrid().addNewGridCol().setW(BigInteger.valueOf(Math.round(width * LINE)));
        }
        double points = grid.crowded() ? CROWDED : TABLE;
        XWPFTableRow head = table.getRow(0);
        head.setRepeatHeader(true);
        for (int j = 0; j < widths.length; j++) {
            XWPFTableCell cell = cell(head, j, widths, HEAVY, LIGHT);
            XWPFParagraph paragraph = first(cell, grid.columns().get(j).number());
            paragraph.setKeepNext(true);
            run(paragraph, grid.columns().get(j).name(), points, Look.STRONG);
        }
        for (int r = 0; r < rows.size(); r++) {
            XWPFTableRow row = table.getRow(r + 1);
            row.setCantSplitRow(true);
            for (int j = 0; j < widths.length; j++) {
                Cell content = rows.get(r).get(j);
                XWPFTableCell cell = cell(row, j, widths, 0, r == rows.size() - 1 ? HEAVY : 0);
                XWPFParagraph paragraph = first(cell, content.number());
                paragraph.setKeepNext(rows.size() <= SHORT && r < rows.size() - 1);
                boolean published = !content.below().isEmpty();
                run(paragraph, content.text(), points, published ? Look.PLAIN : content.look());
                if (!content.soft().isEmpty()) {
                    run(paragraph, " " + content.soft(), points, Look.SOFT);
                }
                if (published) {
                    XWPFParagraph below = cell.addParagraph();
                    below.setSpacingAfter(0);
                    below.setAlignment(paragraph.getAlignment());
                    run(below, content.below() + MarkdownForm.mark(content.look()), points - 1, content.look());
                }
            }
        }
        XWPFParagraph after = paragraph();
        if (grid.tooLong()) {
            run(after, grid.cut(), SMALL, Look.PLAIN);
        }
    }

    private static XWPFParagraph first(XWPFTableCell cell, boolean number) {
        XWPFParagraph paragraph = cell.getParagraphs().get(0);
        paragraph.setSpacingAfter(0);
        paragraph.setAlignment(number ? ParagraphAlignment.RIGHT : ParagraphAlignment.LEFT);
        return paragraph;
    }

    private static XWPFTableCell cell(XWPFTableRow row, int column, double[] widths, int above, int below) {
        XWPFTableCell cell = row.getCell(column);
        cell.setWidth(Long.toString(Math.round(widths[column] * LINE)));
        if (above > 0 || below > 0) {
            CTTcPr properties = cell.getCTTc().isSetTcPr()
                    ? cell.getCTTc().getTcPr()
                    : cell.getCTTc().addNewTcPr();
            CTTcBorders borders =
                    properties.isSetTcBorders() ? properties.getTcBorders() : properties.addNewTcBorders();
            if (above > 0) {
                line(borders.addNewTop(), above);
            }
            if (below > 0) {
                line(borders.addNewBottom(), below);
            }
        }
        return cell;
    }

    private static void line(CTBorder border, int eighths) {
        border.setVal(STBorder.SINGLE);
        border.setSz(BigInteger.valueOf(eighths));
        border.setColor("000000");
    }
}
