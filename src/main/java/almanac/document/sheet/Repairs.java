package almanac.document.sheet;

import almanac.document.CellText;
import almanac.document.Trouble;
import almanac.model.Diagnostic;
import almanac.text.Mojibake;
import java.util.List;
import java.util.Optional;

/** Repairs wrongly decoded cell texts, and tells of the first repair and the first loss of a document. */
final class Repairs {
    private final String path;
    private final List<Diagnostic> diagnostics;
    private boolean toldRepair;
    private boolean toldLoss;

    Repairs(String path, List<Diagnostic> diagnostics) {
        this.path = path;
        this.diagnostics = diagnostics;
    }

    CellText of(CellText cell) {
        String text = cell.text();
        if (!toldLoss && Mojibake.lost(text)) {
            toldLoss = true;
            diagnostics.add(Trouble.lost(path, text));
        }
        Optional<String> repaired = Mojibake.repair(text);
        if (repaired.isEmpty()) {
            return cell;
        }
        if (!toldRepair) {
            toldRepair = true;
            diagnostics.add(Trouble.repaired(path, text, repaired.get()));
        }
        return new CellText(CellText.strip(repaired.get()), cell.marks(), cell.indent());
    }
}
