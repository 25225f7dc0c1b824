/** Workbooks: {@link almanac.document.sheet.XlsReader} through POI, {@link almanac.document.sheet.XlsxReader} streamed; both give {@link almanac.document.sheet.SheetCells}, which become grids. */
@NullMarked
package almanac.document.sheet;

import org.jspecify.annotations.NullMarked;
